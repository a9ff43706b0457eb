import { type Builtin, child, type Data, flag, type Mounted, number } from './builtin';

const INPUT_MODES: Record<string, string> = { number: 'numeric', digit: 'decimal', idcard: 'text' };

/** What `<input>` and `<textarea>` have in common: value, focus, limits and the events around them. */
function mountField({ fire, services, data }: Mounted, field: HTMLInputElement | HTMLTextAreaElement) {
  /** What the program set last: WeChat looks at its text again when it sets another one, whatever was typed meanwhile. */
  let given: unknown;
  let focused = false;
  const detail = () => ({ value: field.value, cursor: field.selectionStart ?? field.value.length });
  const on = (type: string, run: (event: Event) => void) =>
    field.addEventListener(type, (event) => services.guard(() => run(event)));
  on('input', (event) => {
    event.stopPropagation();
    const limit = number(data().maxlength, 140);
    if (limit >= 0 && field.value.length > limit) field.value = field.value.slice(0, limit);
    fire('input', { ...detail(), keyCode: 0 });
  });
  on('focus', () => {
    focused = true;
    fire('focus', { value: field.value, height: 0 });
  });
  on('blur', () => {
    focused = false;
    fire('blur', detail());
  });
  on('keydown', (event) => {
    if ((event as KeyboardEvent).key !== 'Enter' || field.tagName === 'TEXTAREA') return;
    fire('confirm', { value: field.value });
    if (!flag(data().confirmHold)) field.blur();
  });
  return (current: Data): void => {
    if (current.value !== given) {
      given = current.value;
      const value = current.value === null || current.value === undefined ? '' : String(current.value);
      if (field.value !== value) field.value = value;
    }
    field.placeholder = String(current.placeholder ?? '');
    field.disabled = flag(current.disabled);
    // WeChat styles the placeholder by class or inline style; inline styles are handed to ::placeholder by a variable.
    field.style.setProperty(
      '--placeholder',
      /(?:^|;)\s*color:\s*([^;]+)/.exec(String(current.placeholderStyle ?? ''))?.[1] ?? '',
    );
    field.className = String(current.placeholderClass ?? '')
      ? `placeholder-${String(current.placeholderClass)}`
      : '';
    if (flag(current.focus) && !focused) field.focus();
    else if (current.focus === false && focused) field.blur();
  };
}

export const input: Builtin = {
  css: `wx-input{display:block;height:1.4rem;min-height:1.4rem;overflow:hidden;text-overflow:clip;white-space:nowrap}
wx-input>input{display:block;box-sizing:border-box;width:100%;height:100%;min-height:inherit;margin:0;padding:0;border:0;
outline:0;background:none;color:inherit;font:inherit;letter-spacing:inherit;text-align:inherit;-webkit-appearance:none;
appearance:none;-webkit-user-select:text;user-select:text}
wx-input>input::placeholder,wx-textarea>textarea::placeholder{color:var(--placeholder,gray);opacity:1}
wx-input>input::-webkit-search-cancel-button{display:none}`,
  defaults: { type: 'text', maxlength: 140, confirmType: 'done' },
  mount: (mounted) => {
    const field = child(mounted.element, 'input');
    const update = mountField(mounted, field);
    return {
      update(data) {
        field.type = flag(data.password) ? 'password' : 'text';
        field.inputMode = INPUT_MODES[String(data.type)] ?? 'text';
        field.enterKeyHint = String(data.confirmType ?? 'done');
        const label = mounted.element.getAttribute('aria-label');
        if (label) field.setAttribute('aria-label', label);
        update(data);
      },
    };
  },
};

export const textarea: Builtin = {
  css: `wx-textarea{display:block;position:relative;width:300px;height:150px}
wx-textarea>textarea{display:block;box-sizing:border-box;width:100%;height:100%;margin:0;padding:0;border:0;outline:0;
resize:none;background:none;color:inherit;font:inherit;-webkit-user-select:text;user-select:text}`,
  defaults: { maxlength: 140 },
  mount: (mounted) => {
    const field = child(mounted.element, 'textarea');
    return { update: mountField(mounted, field) };
  },
};
