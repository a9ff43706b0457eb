import postcss, { type Root } from 'postcss';
import selectorParser from 'postcss-selector-parser';
import valueParser from 'postcss-value-parser';
import { rpxToCss } from './rpx';
import { tagSelector } from './tags';

/**
 * Values: `12rpx`, and `env(safe-area-inset-bottom)`, which a desktop browser answers with 0, so the host's
 * variables `--safe-area-inset-*` stand in for it.
 */
export function convertValue(value: string): string {
  if (!/rpx|env\(|constant\(/.test(value)) return value;
  const parsed = valueParser(value);
  parsed.walk((node) => {
    if (node.type === 'function' && (node.value === 'env' || node.value === 'constant')) {
      const name = node.nodes[0]?.value;
      if (!name?.startsWith('safe-area-inset-')) return undefined;
      node.value = 'var';
      node.nodes[0]!.value = `--${name}`;
      return undefined;
    }
    if (node.type !== 'word') return undefined;
    const unit = valueParser.unit(node.value);
    if (unit && unit.unit.toLowerCase() === 'rpx') node.value = rpxToCss(unit.number);
    return undefined;
  });
  return parsed.toString();
}

/** Tags get their names in the document; with a scope, classes get its prefix and `:host` becomes the component itself. */
function selectorsFor(scope: string | undefined) {
  return selectorParser((root) => {
    root.walkTags((tag) => {
      tag.value = tagSelector(tag.value);
    });
    if (!scope) return;
    root.walkClasses((name) => {
      name.value = `${scope}--${name.value}`;
    });
    root.walkPseudos((pseudo) => {
      if (pseudo.value !== ':host') return;
      const attribute = selectorParser.attribute({
        attribute: 'wx-host',
        operator: '=',
        value: scope,
        quoteMark: '"',
        raws: {},
      } as never);
      pseudo.replaceWith(attribute);
    });
  });
}

/** An animation's `from` and `to` look like tags but are none. */
function isKeyframes(rule: postcss.Rule): boolean {
  const parent = rule.parent;
  return parent?.type === 'atrule' && /keyframes$/i.test((parent as postcss.AtRule).name);
}

export interface StyleFiles {
  read(path: string): string | undefined;
  resolve(from: string, to: string): string;
}

/** Converts one stylesheet to CSS, with its imports inlined. Faults are pushed onto `problems`, each with its file. */
export function convertWxss(path: string, files: StyleFiles, problems: string[], scope?: string): string {
  const selectors = selectorsFor(scope);
  const seen = new Set<string>();
  const load = (file: string, importer?: string): Root | undefined => {
    if (seen.has(file)) return undefined;
    seen.add(file);
    const source = files.read(file);
    if (source === undefined) {
      problems.push(`${importer ?? file}: @import "${file}" is not there`);
      return undefined;
    }
    let root: Root;
    try {
      root = postcss.parse(source, { from: file });
    } catch (error) {
      problems.push(`${file}: ${(error as Error).message}`);
      return undefined;
    }
    root.walkAtRules('import', (rule) => {
      const target = valueParser(rule.params).nodes[0]?.value ?? '';
      const imported = load(files.resolve(file, target), file);
      if (imported) rule.replaceWith(imported.nodes);
      else rule.remove();
    });
    return root;
  };
  const root = load(path);
  if (!root) return '';
  root.walkRules((rule) => {
    if (isKeyframes(rule)) return;
    try {
      rule.selector = selectors.processSync(rule.selector);
    } catch (error) {
      problems.push(`${path}: ${rule.selector}: ${(error as Error).message}`);
    }
  });
  root.walkDecls((declaration) => {
    declaration.value = convertValue(declaration.value);
  });
  root.walkAtRules('media', (rule) => {
    rule.params = convertValue(rule.params);
  });
  return root.toString();
}
