import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { TidemarkError } from '#lib/platform/errors.ts';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { bundleCli, RUNTIME_PACKAGES } from './cli-bundle.ts';
import { ROOT } from './stack/root.ts';

/** What of the checkout goes into the package as it is. */
const PARTS = ['bin', 'suites', 'LICENSE'];

/** What of the product's manifest holds for the command line too. */
const manifestSchema = z.object({
  name: z.string(),
  version: z.string(),
  description: z.string(),
  license: z.string(),
  private: z.literal(true),
  type: z.literal('module'),
  engines: z.object({ node: z.string() }),
  bin: z.record(z.string(), z.string()),
  dependencies: z.record(z.string(), z.string()),
});

type Manifest = z.infer<typeof manifestSchema>;

/**
 * Packs the command line alone, without the dependencies of console and worker, so that a CI job installs it in seconds.
 *
 * @returns Path of the tarball in `outdir`, which is made when missing.
 */
export async function packCli(outdir: string): Promise<string> {
  mkdirSync(outdir, { recursive: true });
  const staged = temporaryFolder('pack');
  try {
    await stageCli(staged);
    const printed = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', outdir], {
      cwd: staged,
      encoding: 'utf8',
    });
    const [{ filename }] = z.tuple([z.object({ filename: z.string() })]).parse(JSON.parse(printed));
    return join(outdir, filename);
  } finally {
    rmSync(staged, { recursive: true });
  }
}

async function stageCli(folder: string): Promise<void> {
  for (const part of PARTS) cpSync(join(ROOT, part), join(folder, part), { recursive: true });
  const manifest = manifestSchema.parse(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')));
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(cliManifest(manifest), null, 2)}\n`);
  await bundleCli(join(folder, 'dist'));
}

/** The manifest of the command line: the product's, with only what the bundle loads at run time. */
export function cliManifest({ dependencies, ...manifest }: Manifest): Manifest {
  const needed = RUNTIME_PACKAGES.map((name) => {
    const version = dependencies[name];
    if (version !== undefined) return [name, version] as const;
    throw new TidemarkError('misconfigured', `package.json does not name ${name}. Add it (npm install --save-exact).`);
  });
  return { ...manifest, dependencies: Object.fromEntries(needed) };
}
