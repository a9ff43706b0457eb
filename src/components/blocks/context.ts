/** What blocks need from the page that shows them. */
export interface BlockContext {
  /** Where a picture of the feed lies. */
  url: (src: string) => string;
  /** Width of the text column in CSS pixels; 0 inside a quote or a list, where it is not known. */
  width: number;
  /** Device pixels that a picture as wide as the column covers, for choosing a variant. */
  pixels: number;
  /** How often what had failed was tried again by itself: with each time a picture gets another chance. */
  tries: number;
  /** In place of holding a paragraph (desktop, single-page mode) its text can be selected where it stands. */
  selectable: boolean;
  /** Shows a picture full screen. */
  onPicture: (src: string) => void;
  /** Follows a link: opens an official-account article, copies anything else. */
  onLink: (href: string) => void;
  /** Opens a mini-program. */
  onProgram: (appId: string, path: string | undefined) => void;
  /** Opens the original article; undefined when the source has none. */
  onOriginal?: (() => void) | undefined;
}
