import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { messageOf } from '#lib/platform/errors.ts';
import { generateClient } from './stack/generate.ts';
import { ROOT } from './stack/root.ts';

/** Lets bundled CommonJS packages find Node's own modules. */
const REQUIRE = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

/**
 * Bundles the command line into dist/, so that it starts fast and needs neither TypeScript nor node_modules.
 * Each command is a chunk of its own; the database client is loaded only by those that use it.
 */
async function buildCli(): Promise<void> {
  await generateClient();
  const outdir = join(ROOT, 'dist');
  await rm(outdir, { recursive: true, force: true });
  await build({
    absWorkingDir: ROOT,
    entryPoints: { tidemark: 'cli/entry.ts' },
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
    external: ['pg-native'],
    logLevel: 'warning',
  });
}

try {
  await buildCli();
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = 1;
}
