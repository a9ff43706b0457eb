import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Script } from 'node:vm';
import { listFiles } from './files';
import { type Package, PackageError, type PackageJson } from './package';
import { resolvePath } from './paths';
import { CUSTOM_TAB_BAR, isScoped, scopeName } from './tags';
import { compileTemplates } from './templates';
import { convertWxss } from './wxss';

/**
 * Compiles the folder that WeChat DevTools would open (`dist/weapp`) into what the host runs. It is strict: an unknown
 * tag, a missing import, script, page or component file, bad JSON, JavaScript, template or stylesheet are all listed
 * together, each with its file.
 */
export function compileDist(folder: string): Package {
  const root = resolve(folder);
  if (!existsSync(join(root, 'app.json')))
    throw new PackageError([`${folder}/app.json is not there: build first`]);
  const files = listFiles(root);
  const problems: string[] = [];
  const read = (file: string): string => readFileSync(join(root, file), 'utf8');
  const has = new Set(files);

  const js: Package['js'] = {};
  const json: Package['json'] = {};
  for (const file of files) {
    if (file.endsWith('.js')) {
      js[file] = read(file);
      try {
        new Script(js[file], { filename: file });
      } catch (error) {
        problems.push(`${file}: ${(error as Error).message}`);
      }
    } else if (file.endsWith('.json')) {
      try {
        json[file] = JSON.parse(read(file)) as PackageJson;
      } catch (error) {
        problems.push(`${file}: ${(error as Error).message}`);
      }
    }
  }

  const pages = pagesOf(json['app.json'] ?? {});
  const tabBar = json['app.json']?.tabBar?.custom ? [CUSTOM_TAB_BAR] : [];
  const components = reachable([...pages, ...tabBar], json, problems);
  if (!has.has('app.js')) problems.push('app.js is not there');
  for (const path of components)
    for (const suffix of ['.js', '.json', '.wxml'])
      if (!has.has(path + suffix))
        problems.push(
          `${path}${suffix} is not there, though ${pages.includes(path) ? 'app.json lists the page' : 'the component is used'}`,
        );

  const customTags = new Set(
    ['app', ...components].flatMap((path) => Object.keys(json[`${path}.json`]?.usingComponents ?? {})),
  );
  const templates = compileTemplates(files, read, customTags, problems);

  const css: Package['css'] = {};
  for (const path of ['app', ...components])
    if (has.has(`${path}.wxss`))
      css[path] = convertWxss(
        `${path}.wxss`,
        { read: (file) => (has.has(file) ? read(file) : undefined), resolve: resolvePath },
        problems,
        isScoped(json[`${path}.json`] ?? {}) ? scopeName(path) : undefined,
      );

  if (problems.length) throw new PackageError(problems);
  const assets = files.filter((file) => !/\.(js|json|wxml|wxss|wxs|map)$/.test(file));
  return { js, json, css, components, pages, assets, ...templates };
}

function pagesOf(app: PackageJson): string[] {
  const sub = app.subPackages ?? app.subpackages ?? [];
  return [
    ...(app.pages ?? []),
    ...sub.flatMap(({ root, pages }) => pages.map((page) => `${root.replace(/^\/|\/$/g, '')}/${page}`)),
  ];
}

/** Pages, and the components that they use, that those use, and so on; `app.json`'s are every page's. */
function reachable(pages: string[], json: Package['json'], problems: string[]): string[] {
  const found = new Set(pages);
  const todo = ['app', ...pages];
  for (let path = todo.pop(); path !== undefined; path = todo.pop())
    for (const [tag, target] of Object.entries(json[`${path}.json`]?.usingComponents ?? {})) {
      if (target.includes('://')) {
        problems.push(`${path}.json: <${tag}> is a plugin's component, which the host cannot run`);
        continue;
      }
      const component = resolvePath(path, target);
      if (found.has(component)) continue;
      found.add(component);
      todo.push(component);
    }
  return [...found];
}
