import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { blankEnvironment, childEnvironment } from '#lib/platform/env.ts';
import { EXIT_CODE } from '#lib/platform/errors.ts';
import { ROOT } from './stack/root.ts';

const PROGRAMS = {
  start: ['scripts/start.ts'],
  worker: ['worker/main.mjs'],
  /** What Next runs before it serves anything. */
  console: ['--eval', "import('./instrumentation.ts').then(({ register }) => register())"],
};

const LISTED = 'Correct, complete or unset what is named (README.md lists every variable), then start again.';
const MISTAKES: [Record<string, string>, string][] = [
  [
    { TIDEMARK_LOG_LEVEL: 'loud' },
    `Environment variables: TIDEMARK_LOG_LEVEL must be one of trace, debug, info, warn, error, silent. ${LISTED}`,
  ],
  [
    { TIDEMARK_GATEWAY_MODELS: 'gpt-4o', PORT: '4000' },
    `Environment variables: TIDEMARK_GATEWAY_MODELS is set without TIDEMARK_GATEWAY_URL. ${LISTED}`,
  ],
  [
    { TIDEMARK_NIGHTLY_CRON: '@daily' },
    'TIDEMARK_NIGHTLY_CRON is "@daily": five fields of digits, *, /, comma and dash are needed. Write it as minute hour day month weekday in UTC, e.g. "0 2 * * *".',
  ],
];

describe.each(Object.entries(PROGRAMS))('%s, in an environment that does not fit', (_name, args) => {
  it.each(MISTAKES)('%j: says so in one line and ends', (mistake, message) => {
    const { status, stderr } = spawnSync(process.execPath, args, {
      cwd: ROOT,
      encoding: 'utf8',
      env: childEnvironment({
        ...blankEnvironment(),
        DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
        TIDEMARK_SECRET: '0'.repeat(32),
        ...mistake,
      }),
    });
    expect(stderr.trim()).toBe(message);
    expect(status).toBe(EXIT_CODE.misconfigured);
  });
});
