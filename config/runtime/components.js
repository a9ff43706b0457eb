/*
 * Stands for Taro's list of all components and attributes (`@tarojs/shared`, 14 KB with the platform's) in
 * the build. The runtime needs it for numbering alone. COMPONENTS is `config/components.ts`, put in by the
 * build; the templates are numbered from the same list (`config/plugins/templates.ts`).
 */
const used = COMPONENTS;

export const internalComponents = {};
for (const name of Object.keys(used)) {
  internalComponents[name] = {};
  for (const attribute of used[name]) internalComponents[name][attribute] = '';
}

/** Elements whose value follows what is typed. */
export const controlledComponent = new Set(['input']);

// Nothing that is left of the runtime reads these; they are here because Taro's index passes them on.
export const animation = {};
export const focusComponents = new Set();
export const nestElements = new Map();
export const singleQuote = String;
export const touchEvents = {};
export const voidElements = new Set();
