import { join } from 'node:path';
import { build } from 'esbuild';

const here = (file: string) => join(__dirname, file);

/** The preview's own pages, bundled in memory: `phone.js` runs the program, `main.js` is what is around the phone. */
export async function bundlePages(): Promise<Record<'phone.js' | 'main.js', string>> {
  const result = await build({
    entryPoints: { phone: here('page/phone.ts'), main: here('page/main.ts') },
    bundle: true,
    write: false,
    outdir: '/',
    format: 'iife',
    target: 'es2022',
    sourcemap: 'inline',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'silent',
  });
  const text = (name: string) => result.outputFiles.find((file) => file.path.endsWith(name))?.text ?? '';
  return { 'phone.js': text('phone.js'), 'main.js': text('main.js') };
}
