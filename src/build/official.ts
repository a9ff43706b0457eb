import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { listFiles } from '../host/package/files';
import { resolvePath } from '../host/package/paths';

export interface OfficialResult {
  /** False where WeChat ships no compiler for this machine. */
  ran: boolean;
  templates: number;
  stylesheets: number;
  /** What the compilers said, each with its file. */
  errors: string[];
}

const FOLDERS: Partial<Record<NodeJS.Platform, string>> = { linux: 'linux', darwin: 'mac', win32: 'windows' };

/** WeChat's own compilers, wcc for templates and wcsc for stylesheets, over everything in a compiled program. */
export function compileOfficially(dist: string): OfficialResult {
  const files = listFiles(dist);
  const templates = files.filter((file) => file.endsWith('.wxml'));
  const stylesheets = files.filter((file) => file.endsWith('.wxss'));
  const folder = FOLDERS[process.platform];
  const counts = { templates: templates.length, stylesheets: stylesheets.length };
  if (!folder || (process.platform === 'linux' && process.arch !== 'x64'))
    return { ran: false, ...counts, errors: [] };

  const source = join(dirname(createRequire(__filename).resolve('miniprogram-compiler')), 'bin', folder);
  const temporary = mkdtempSync(join(tmpdir(), 'weapp-compilers-'));
  try {
    const run = (name: 'wcc' | 'wcsc', args: string[]): string[] => {
      // The package ships them without the execute bit, and node_modules may not be ours to change.
      const file = `${name}${folder === 'windows' ? '.exe' : ''}`;
      const program = join(temporary, file);
      copyFileSync(join(source, file), program);
      chmodSync(program, 0o755);
      const result = spawnSync(program, args, { cwd: dist, maxBuffer: 256 * 1024 * 1024, encoding: 'utf8' });
      if (result.error) return [`${name}: ${result.error.message}`];
      // Some faults wcc writes into the program, as a warning on the phone's console, and ends with 0.
      const warnings = new Set(
        result.stdout.match(/[\w./-]+\.wxml:[\w:]{0,40} .{0,60} does not look like [\w ]+/g),
      );
      if (result.status === 0) return [...warnings].map((warning) => `${name}: ${warning}`);
      return [
        `${name}: ${(result.stderr || result.stdout || `ended with ${result.status}`).trim().slice(0, 2000)}`,
      ];
    };
    const errors: string[] = [];
    const scripts = files.filter((file) => file.endsWith('.wxs'));
    if (templates.length)
      errors.push(
        ...run('wcc', [
          '-d',
          '-cc',
          componentArguments(dist, files),
          ...templates,
          ...scripts,
          '-gn',
          '$gwx',
        ]),
      );
    // One at a time, with what it imports: given all of them, wcsc stops at the first fault.
    for (const sheet of stylesheets)
      errors.push(...run('wcsc', ['-db', '-pc', '0', ...withImports(dist, sheet, files)]));
    return { ran: true, ...counts, errors: [...new Set(errors)] };
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** wcc wants to know which custom tags each template may use: how many templates, and for each its tags. */
function componentArguments(dist: string, files: string[]): string {
  const words: string[] = [];
  let count = 0;
  for (const file of files) {
    if (!file.endsWith('.json') || !files.includes(file.replace(/\.json$/, '.wxml'))) continue;
    const used = usedComponents(join(dist, file));
    if (!used) continue;
    const tags = Object.keys(used);
    words.push(file.replace(/\.json$/, '.wxml'), String(tags.length), ...tags);
    count += 1;
  }
  return [String(count), ...words].join(' ');
}

/** Bad JSON is another check's to report. */
function usedComponents(file: string): object | undefined {
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) as { usingComponents?: object }).usingComponents;
  } catch {
    return undefined;
  }
}

function withImports(dist: string, sheet: string, files: string[], seen: string[] = []): string[] {
  if (seen.includes(sheet) || !files.includes(sheet)) return seen;
  const next = [...seen, sheet];
  const source = readFileSync(join(dist, sheet), 'utf8');
  const imports = [...source.matchAll(/@import\s+(?:url\()?["']?([^"');]+)/g)];
  return imports.reduce(
    (all, [, target = '']) => withImports(dist, resolvePath(sheet, target), files, all),
    next,
  );
}
