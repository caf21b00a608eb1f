import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '#lib/kubernetes/types.ts';
import { createOutboundGuard } from '#lib/platform/outbound.ts';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { fetchDefinitions } from '../definitions/fetch.ts';
import { fetchEvaluations } from '../evaluations/fetch.ts';
import type { LiveEvaluations } from '../evaluations/types.ts';
import { readFlagFolder } from '../files/read-folder.ts';
import type { FlagRef, GitFlag, GitFlags, LiveFlags } from '../types.ts';

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

/** What a flagd without TLS evaluates. */
export function evaluationsOf(
  url: string,
  contexts: readonly JsonObject[],
  known: readonly GitFlag[] = [],
): Promise<LiveEvaluations> {
  const { signal } = new AbortController();
  const options = { outbound: createOutboundGuard(), signal, known: known.map(({ ref }) => ref) };
  return fetchEvaluations({ url, ca: null }, contexts, options);
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

/** A rule of each kind that flagd knows. */
export const TARGETED_YAML = `
metadata: {team: growth}
flags:
  equal: {state: ENABLED, variants: &switch {on: true, off: false}, defaultVariant: off, targeting: {if: [{"==": [{var: plan}, gold]}, on, off]}}
  different: {state: ENABLED, variants: *switch, defaultVariant: off, targeting: {if: [{"!=": [{var: plan}, gold]}, on]}}
  older: {state: ENABLED, variants: {on: 1, off: 2.5}, defaultVariant: off, targeting: {if: [{">=": [{var: age}, 18]}, on, off]}}
  between: {state: ENABLED, variants: *switch, defaultVariant: off, targeting: {if: [{"<": [10, {var: age}, 18]}, on, off]}}
  listed: {state: ENABLED, variants: *switch, defaultVariant: off, targeting: {if: [{in: [{var: email}, [a@x.com, b@x.com]]}, on, off]}}
  begins: {state: ENABLED, variants: {on: {a: 1}, off: {a: 2}}, defaultVariant: off, targeting: {if: [{starts_with: [{var: email}, "a@"]}, on, off]}}
  ends: {state: ENABLED, variants: {on: [1], off: [2]}, defaultVariant: off, targeting: {if: [{ends_with: [{var: user.email}, "@x.com"]}, on, off]}}
  version: {state: ENABLED, variants: *switch, defaultVariant: off, targeting: {if: [{sem_ver: [{var: version}, ">=", 2.1.0]}, on, off]}}
  share: {state: ENABLED, variants: {red: r, blue: b}, defaultVariant: red, targeting: {fractional: [[red, 50], [blue, 50]]}}
  share-by: {state: ENABLED, variants: {red: r, blue: b}, defaultVariant: red, targeting: {fractional: [{var: email}, [red, 50], [blue, 50]]}}
  both: {state: ENABLED, variants: *switch, defaultVariant: off, targeting: {if: [{and: [{"==": [{var: plan}, gold]}, {">": [{var: age}, 18]}]}, on, off]}}
  either: {state: ENABLED, variants: *switch, defaultVariant: off, targeting: {if: [{or: [{"==": [{var: plan}, gold]}, {"!": [{var: age}]}]}, on, off]}}
  short: {state: ENABLED, variants: {"true": yes, "false": no}, defaultVariant: "false", targeting: {"==": [{var: plan}, gold]}}
  own-default: {state: ENABLED, variants: *switch, targeting: {if: [{"==": [{var: plan}, gold]}, on]}}
  disabled: {state: DISABLED, variants: *switch, defaultVariant: on}
`;
