import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readDemoEnv } from '#demo/env.ts';
import { parseEnv } from '#lib/platform/env.ts';
import { VARIABLES } from '#lib/settings/variables.ts';
import { ROOT } from '../stack/root.ts';

const PAGES = [
  'README.md',
  'docs/add-an-endpoint.md',
  'docs/read-an-incident.md',
  'docs/rehearse-a-recording.md',
  'docs/run-it-for-a-team.md',
  'docs/api-and-ci.md',
  'docs/gate-in-ci.md',
  'docs/compare-a-cluster.md',
];

const read = (page: string) => readFileSync(join(ROOT, page), 'utf8');

/** Name and default of each variable in the README's tables. */
const documented = new Map(
  [...read('README.md').matchAll(/^\| `([A-Z][A-Z_]+)` \| (.*?) \|/gm)].map(([, name = '', shown = '']) => [
    name,
    shown,
  ]),
);

/** Variables with their defaults, where they have one. */
const DEMO_VARIABLES = [
  'DEMO_GATEWAY_PORT',
  'DEMO_GATEWAY_KEY',
  'DEMO_GATEWAY_LATENCY_MS',
  'DEMO_GATEWAY_SEED',
  'DEMO_GATEWAY_STATE',
  'DEMO_REPLAY_ANSWERS',
  'DEMO_REPLAY_PROMPTS',
];
const defaults: Record<string, unknown> = { ...parseEnv({}), ...readDemoEnv({}) };

describe('README', () => {
  it('lists every variable, and no other', () => {
    expect([...documented.keys()].sort()).toEqual([...Object.keys(VARIABLES), ...DEMO_VARIABLES].sort());
    expect(DEMO_VARIABLES).toEqual(expect.arrayContaining(Object.keys(readDemoEnv({}))));
  });

  it.each([...documented])('gives the default of %s as %s', (name, shown) => {
    const value = defaults[name];
    const isPlain = value !== undefined && !Array.isArray(value);
    if (isPlain) expect(shown).toBe(`\`${value}\``);
    else expect(shown).not.toContain('`');
  });

  it('names only scripts that exist', () => {
    const scripts: unknown = JSON.parse(read('package.json')).scripts;
    const named = PAGES.flatMap((page) => [...read(page).matchAll(/npm run ([\w:]+)/g)].map((match) => match[1]));
    expect(Object.keys(scripts ?? {})).toEqual(expect.arrayContaining(named));
  });
});

it.each(PAGES)('%s links only to files that exist', (page) => {
  const targets = [...read(page).matchAll(/\]\((?!https?:)([^)#]+)/g)].map((match) => match[1] ?? '');
  expect(targets.filter((target) => !existsSync(join(ROOT, dirname(page), target)))).toEqual([]);
});
