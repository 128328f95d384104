import { join } from 'node:path';
import { build } from 'vite';

const root = join(import.meta.dirname, '..', '..');

/** The bench's own code as one script, from the very modules the extension ships but those left out. */
export const bundle = async (entry: string, leftOut?: RegExp): Promise<string> => {
  const built = await build({
    root,
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { '@': root } },
    build: {
      write: false,
      minify: true,
      lib: { entry: join(root, 'scripts', 'bench', entry), formats: ['iife'], name: 'bench' },
      ...(leftOut && { rolldownOptions: { external: leftOut } }),
    },
  });
  const [output] = Array.isArray(built) ? built : [built];
  if (!output || !('output' in output)) throw new Error('nothing was bundled');
  return output.output[0].code;
};
