/** One part of `npm test` or `npm run test:real`. */
export interface Check {
  label: string;
  /** Node scripts with their arguments, run one after the other. */
  commands: string[][];
  /** Label of the check that must have passed before this one begins. */
  after?: string;
  /** Which lines of its output are shown at once, for work that can take minutes. */
  remarks?: RegExp;
  /** Reads a short result out of what a passing check printed. */
  summary: (output: string) => string;
}

const VITEST = ['node_modules/vitest/vitest.mjs', 'run', '--project'];
const PLAYWRIGHT = ['node_modules/@playwright/test/cli.js', 'test', '--project'];
const NEXT = 'node_modules/next/dist/bin/next';

const firstMatch = (pattern: RegExp) => (output: string) => pattern.exec(output)?.[1] ?? '';
const lastLine = (output: string) => output.trim().split('\n').at(-1) ?? '';

const vitestSummary = firstMatch(/Tests\s+(.*)/);
const playwrightSummary = (output: string) =>
  [...output.matchAll(/^\s+(\d+ (?:passed|skipped|flaky).*)$/gm)].map((match) => match[1]).join(', ');

const CONSOLE_BUILD: Check = { label: 'Console build', commands: [['scripts/build.ts']], summary: lastLine };

/** Real servers that tests run against: minutes once, and no part of any test's own time. */
const SERVERS_BUILD: Check = {
  label: 'Real servers',
  commands: [['e2e/real/servers/build.ts']],
  remarks: /^(?:building|collecting|waiting) /,
  summary: lastLine,
};

/** What tests on real servers measured: verdicts case by case beside those of kubectl, counts and times. */
const MEASURED = /^[✓✗] {2}|: \d+ of \d+ right|^\S+ after [\w -]+: \d+ changes tried|^from (?:the edit|kill -9) /;

/** What `npm test` runs, in the order in which it is shown. */
export const CHECKS: readonly Check[] = [
  {
    label: 'Format and lint',
    commands: [['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.']],
    summary: firstMatch(/Checked (\d+ files)/),
  },
  {
    label: 'Types',
    commands: [
      [NEXT, 'typegen'],
      ['node_modules/typescript/bin/tsc', '--noEmit'],
    ],
    summary: () => 'no errors',
  },
  { label: 'Structure', commands: [['scripts/checks/structure.ts']], summary: lastLine },
  {
    label: 'Dead code',
    commands: [['node_modules/knip/bin/knip.js', '--no-progress', '--no-config-hints']],
    summary: () => 'none',
  },
  { label: 'Unit tests', commands: [[...VITEST, 'unit']], summary: vitestSummary },
  { label: 'Database tests', commands: [[...VITEST, 'db']], summary: vitestSummary },
  CONSOLE_BUILD,
  {
    label: 'Browser tests',
    commands: [[...PLAYWRIGHT, 'console']],
    after: CONSOLE_BUILD.label,
    summary: playwrightSummary,
  },
];

/** What `npm run test:real` runs: what takes whole stacks, killed processes and every view of every page. */
export const REAL_CHECKS: readonly Check[] = [
  SERVERS_BUILD,
  {
    label: 'Whole stacks',
    commands: [[...VITEST, 'real']],
    after: SERVERS_BUILD.label,
    remarks: MEASURED,
    summary: vitestSummary,
  },
  CONSOLE_BUILD,
  {
    label: 'Views, journeys',
    commands: [[...PLAYWRIGHT, 'slow']],
    after: CONSOLE_BUILD.label,
    summary: playwrightSummary,
  },
];
