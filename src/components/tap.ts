/** A tap as Taro hands it on: `mpEvent` is WeChat's own event. */
export interface Tap {
  mpEvent?: { currentTarget?: { dataset?: Record<string, unknown> } };
}

/** The `data-` attributes of the part that was tapped, in an element whose template is our own. */
export const tapData = ({ mpEvent }: Tap): Record<string, unknown> => mpEvent?.currentTarget?.dataset ?? {};
