import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '#lib/platform/crypto.ts';
import { ROOT } from '../../stack/root.ts';

/** Files whose numbers decide: changing one changes the digest. */
export const FROZEN_FILES = [
  'lib/policy/thresholds.ts',
  'lib/channels/model/encoder/id.ts',
  'lib/channels/model/refusal/weights.json',
];

/** SHA-256 over the frozen files in their order. */
export async function frozenDigest(): Promise<string> {
  const contents = await Promise.all(FROZEN_FILES.map((file) => readFile(join(ROOT, file), 'utf8')));
  return sha256(JSON.stringify(contents));
}
