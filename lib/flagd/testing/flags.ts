import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createOutboundGuard } from '#lib/platform/outbound.ts';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { fetchDefinitions } from '../definitions/fetch.ts';
import { readFlagFolder } from '../files/read-folder.ts';
import type { FlagRef, GitFlags, LiveFlags } from '../types.ts';

/** A folder of flag files, read. */
export async function readTexts(files: Readonly<Record<string, string>>): Promise<GitFlags> {
  const folder = temporaryFolder('flag-files');
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    return await readFlagFolder(folder, 'feature-flags');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What a flagd without TLS serves. */
export function fetchFrom(url: string, known: readonly FlagRef[] = []): Promise<LiveFlags> {
  const { signal } = new AbortController();
  return fetchDefinitions({ url, ca: null }, { outbound: createOutboundGuard(), signal, known });
}

/** A file that uses all that flagd rewrites. */
export const FLAGS_YAML = `
metadata:
  team: checkout
  version: 3
$evaluators:
  isStaff:
    ends_with: [{var: email}, "@example.com"]
flags:
  staff:
    state: ENABLED
    variants: {yes: true, "no": false}
    defaultVariant: "no"
    metadata: {team: other}
    targeting:
      if: [{$ref: isStaff}, "yes", null]
  without-default:
    state: DISABLED
    variants: {a: 1.0, b: 10000000000000000, c: 0.1}
    defaultVariant: null
    targeting: {}
  unknown-key:
    state: ENABLED
    variants: {a: <&>, b: "2024-01-02", c: null}
    owner: nobody
  numbers:
    state: ENABLED
    variants: {day: 2024-01-02, old: 010, under: 1_000}
    targeting: {if: [{$ref: gone}, day]}
  spread:
    state: ENABLED
    variants: &two {a: {deep: [1, {z: 1, a: 2}]}}
    defaultVariant: a
    targeting: null
  same:
    state: ENABLED
    variants: *two
`;

/** The same key in two sets. */
export const SETS_JSON = JSON.stringify({
  flags: [
    {
      key: 'search',
      state: 'ENABLED',
      variants: { on: true, off: false },
      defaultVariant: 'on',
      metadata: { flagSetId: 'mobile' },
    },
    {
      key: 'search',
      state: 'DISABLED',
      variants: { on: true },
      defaultVariant: 'on',
      metadata: { flagSetId: 'desktop' },
    },
    { key: 'search', state: 'ENABLED', variants: { off: false } },
    { key: 'alone', state: 'ENABLED', variants: { off: false } },
  ],
});
