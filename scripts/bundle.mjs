// Bundles modules of src/ with the packages they use, for a process reads a few files sooner than a thousand:
//   node scripts/bundle.mjs FOLDER MODULE...     (src/cli/main.ts becomes FOLDER/cli/main.js, and so on)
// What several of the modules use, and what is loaded only when it is needed, is a file of its own, used by all.
import { build } from 'esbuild';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const { resolve } = createRequire(import.meta.url);
const root = fileURLToPath(new URL('..', import.meta.url));
const [folder, ...modules] = process.argv.slice(2);

await build({
  absWorkingDir: root,
  entryPoints: modules,
  outdir: folder,
  outbase: 'src',
  // As deep as what is bundled, so that paths relative to a file hold.
  chunkNames: 'shared/[name]-[hash]',
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  // One is a compiled engine, the other nine megabytes of an editor's page.
  external: ['@grafeo-db/js', '@graphql-yoga/render-graphiql'],
  plugins: [{ name: 'one-graphql', setup: resolveOnce }],
  // Packages written for `require` look for it.
  banner: {
    js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
  },
  logLevel: 'warning',
});

/** graphql-js exists twice, for `import` and for `require`: whoever asks for it gets the former, or both would be loaded. */
function resolveOnce({ onResolve }) {
  onResolve({ filter: /^graphql(\/.+)?$/ }, ({ path }) => ({ path: resolve(path).replace(/\.js$/, '.mjs') }));
}
