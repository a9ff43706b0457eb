import { join } from 'node:path';
import { UnRecursiveTemplate } from '@tarojs/shared/dist/template';
import ts from 'typescript';
import { readModule, walk } from '../support/modules';

/*
 * config/plugins/templates.ts reads and replaces fields of Taro's templates that no document promises. One that is
 * renamed would be set in vain: the build would go through, with templates that carry everything.
 */
const FILE = join(__dirname, '../../config/plugins/templates.ts');

/** The fields of `TemplateInternals`. */
function fields(): string[] {
  const names: string[] = [];
  walk(readModule(FILE), (node) => {
    if (ts.isInterfaceDeclaration(node) && node.name.text === 'TemplateInternals')
      names.push(...node.members.map((one) => one.name!.getText()));
  });
  return names;
}

test('Taro’s templates have the private fields that the plugin reads', () => {
  const asked: string[] = [];
  class Template extends UnRecursiveTemplate {
    override modifyTemplateResult = (result: string, name: string): string => {
      asked.push(name);
      return result;
    };
  }
  const template = new Template();
  template.buildTemplate({
    includes: new Set(['view']),
    exclude: new Set(),
    thirdPartyComponents: new Map(),
    includeAll: false,
  });
  const known = fields();
  expect(known.length).toBeGreaterThan(5);
  expect(known.filter((name) => !(name in template))).toEqual([]);
  expect(asked).toContain('view');
});
