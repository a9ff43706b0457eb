import { TmplGroup } from 'glass-easel-template-compiler';
import { BUILTIN_TAGS, TEMPLATE_TAGS } from './tags';
import { scanTemplate } from './wxml';

export interface CompiledTemplates {
  groups: string;
  tags: Record<string, string[]>;
}

interface TemplateRemark {
  message: string;
  startLine: number;
}

/** Compiles every template and script of the folder with WeChat's open-sourced template compiler. */
export function compileTemplates(
  files: string[],
  read: (file: string) => string,
  customTags: ReadonlySet<string>,
  problems: string[],
): CompiledTemplates {
  const group = new TmplGroup();
  const present = new Set(files);
  const tags = new Map<string, Set<string>>();
  const templates = files.filter((file) => file.endsWith('.wxml'));
  for (const file of files) if (file.endsWith('.wxs')) group.addScript(file.slice(0, -4), read(file));
  for (const file of templates) {
    const scanned = scanTemplate(read(file));
    for (const use of scanned.tags) {
      if (TEMPLATE_TAGS.has(use.name) || customTags.has(use.name)) continue;
      if (!BUILTIN_TAGS.has(use.name)) problems.push(`${file}:${use.line}: unknown tag <${use.name}>`);
      const attributes = tags.get(use.name) ?? new Set();
      for (const attribute of use.attributes) attributes.add(attribute);
      tags.set(use.name, attributes);
    }
    const remarks = (group.addTmpl(file.slice(0, -5), scanned.source) ?? []) as TemplateRemark[];
    // A remark that the compiler lets pass (an end tag that is missing) is no template that anybody meant to write.
    for (const remark of remarks) problems.push(`${file}:${remark.startLine + 1}: ${remark.message}`);
  }
  for (const file of templates) {
    const path = file.slice(0, -5);
    for (const target of group.getDirectDependencies(path) as string[])
      if (!present.has(`${target}.wxml`))
        problems.push(`${file}: imports ${target}.wxml, which is not there`);
    for (const target of group.getScriptDependencies(path) as string[])
      if (!present.has(`${target}.wxs`)) problems.push(`${file}: uses ${target}.wxs, which is not there`);
  }
  const groups = group.getTmplGenObjectGroups();
  group.free();
  return {
    groups,
    tags: Object.fromEntries([...tags].map(([tag, attributes]) => [tag, [...attributes]])),
  };
}
