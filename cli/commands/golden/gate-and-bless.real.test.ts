import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { DEMO_KEY } from '#demo/gateway.ts';
import { runDemoGateway } from '#demo/testing.ts';
import { gateReport } from '#lib/channels/prompt/report/format.ts';
import { childEnvironment } from '#lib/platform/env.ts';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';

const ENTRY = resolve('cli/entry.ts');
const PROMPT = 'prompts/support.md';
const demo = runDemoGateway();

let folder: string;
let gateway: Record<string, string>;
beforeEach(() => {
  folder = temporaryFolder('gate');
  const made = folder;
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  cpSync('suites/golden-project', folder, { recursive: true });
  cpSync('suites/golden', join(folder, 'evals/golden'), { recursive: true });
  git('init', '--quiet', '-b', 'main');
  commit();
  git('checkout', '--quiet', '-b', 'topic');
  gateway = { TIDEMARK_GATEWAY_URL: demo.url(), TIDEMARK_GATEWAY_KEY: DEMO_KEY };
});

function git(...args: string[]): string {
  const who = ['-c', 'user.name=Dev', '-c', 'user.email=dev@example.test'];
  return execFileSync('git', [...who, ...args], { cwd: folder, encoding: 'utf8' });
}

function commit(): void {
  git('add', '--all');
  git('commit', '--quiet', '-m', 'Change');
}

/** Runs the command line as its users do: a process in their repository. */
async function tidemark(...argv: string[]) {
  const env = childEnvironment({
    NODE_ENV: 'production',
    TIDEMARK_GATEWAY_URL: '',
    TIDEMARK_GATEWAY_KEY: '',
    ...gateway,
  });
  const child = spawn(process.execPath, [ENTRY, 'golden', ...argv], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr]: [string[], string[]] = [[], []];
  child.stdout.setEncoding('utf8').on('data', (text: string) => stdout.push(text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => stderr.push(text));
  const [exitCode] = await once(child, 'close');
  return { exitCode, stdout: stdout.join(''), stderr: stderr.join('') };
}

async function gate(...argv: string[]) {
  const { exitCode, stdout, stderr } = await tidemark(
    'gate',
    '--agent',
    'support',
    '--base',
    'main',
    '--json',
    ...argv,
  );
  expect(stdout, `no report; it said: ${stderr}`).not.toBe('');
  return { exitCode, report: gateReport.parse(JSON.parse(stdout)) };
}

function edit(path: string, from: string | RegExp, to: string): void {
  const text = readFileSync(join(folder, path), 'utf8');
  const after = text.replace(from, to);
  expect(after).not.toBe(text);
  writeFileSync(join(folder, path), after);
}

const losesTheLimit = () =>
  edit(PROMPT, /^- Refund limit:.*$/m, '- Refunds: make every refund yourself with `refund`.');

describe('a change of the prompt', () => {
  it('passes unchanged, fails when it breaks a task, and passes once it is blessed', { timeout: 120_000 }, async () => {
    expect(await gate()).toMatchObject({ exitCode: 0, report: { verdict: 'pass', missingBaselines: [] } });

    losesTheLimit();
    const broken = await gate();
    expect(broken).toMatchObject({ exitCode: 1, report: { verdict: 'fail', command: null } });
    expect(broken.report.reason).toMatch(/refund-over-limit.*Missing baseline update: prompts\/support.md changed/);
    const task = broken.report.tasks.find(({ id }) => id === 'refund-over-limit');
    expect(task).toMatchObject({ outcome: 'regressed', head: { passes: 0 } });
    expect(task?.reasons[0]).toMatch(/pays nothing out/);
    expect(task?.base?.passes).toBe(task?.base?.runs);

    expect(await tidemark('bless', '--agent', 'support', '--as', 'Ada')).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/refund-over-limit: passes 0 of 6 \(6 of 6 before\)/),
    });
    const blessed = await gate();
    expect(blessed).toMatchObject({ exitCode: 0, report: { verdict: 'pass' } });
    expect(blessed.report.suiteChanges).toContainEqual({
      id: 'refund-over-limit',
      kind: 'baseline',
      detail: 'baseline of support on demo-agent: 6 of 6 → 0 of 6',
    });
  });

  it('that breaks nothing fails for its missing baselines, and names the command', { timeout: 60_000 }, async () => {
    edit(PROMPT, 'an online shop', 'an online shop for sailors');
    const { exitCode, report } = await gate();
    expect(report.tasks.map(({ outcome }) => outcome)).not.toContain('regressed');
    expect({ exitCode, command: report.command }).toEqual({
      exitCode: 1,
      command: 'tidemark golden bless --agent support --prompt prompts/support.md --model demo-agent',
    });
  });

  it('fails for its missing baselines in a file of another name too', { timeout: 60_000 }, async () => {
    writeFileSync(join(folder, 'prompts/new.md'), `${readFileSync(join(folder, PROMPT), 'utf8')}Be brief.\n`);
    edit('evals/tidemark.yaml', PROMPT, 'prompts/new.md');
    const renamed = await gate();
    expect(renamed).toMatchObject({ exitCode: 1, report: { base: { promptHash: expect.any(String) } } });
    expect(renamed.report.reason).toMatch(/Missing baseline update: prompts\/new.md changed against main/);
    const unknown = await gate('--prompt', 'prompts/new.md');
    expect(unknown.report.reason).toMatch(/Missing baseline update: prompts\/new.md is not in main/);
  });

  it('is gated in a folder of its own, with a project of its own', { timeout: 60_000 }, async () => {
    git('checkout', '--quiet', 'main');
    mkdirSync(join(folder, 'services/bot'), { recursive: true });
    for (const part of ['evals', 'prompts']) renameSync(join(folder, part), join(folder, 'services/bot', part));
    commit();
    git('checkout', '--quiet', '-B', 'topic');
    edit('services/bot/prompts/support.md', 'an online shop', 'an online shop for sailors');
    folder = join(folder, 'services/bot/evals');
    const { exitCode, report } = await gate();
    expect({ exitCode, ...report.head }).toMatchObject({ exitCode: 1, promptPath: 'services/bot/prompts/support.md' });
    expect(report.reason).toMatch(/^Missing baseline update: services\/bot\/prompts\/support.md changed against main/);
    expect(report.command).toBe(
      'tidemark golden bless --agent support --prompt ../prompts/support.md --model demo-agent',
    );
  });

  it('of a task as well is listed apart, and its baseline counts no more', { timeout: 60_000 }, async () => {
    edit('evals/golden/refund-over-limit.yaml', 'refund the 180 EUR', 'refund the 181 EUR');
    const { exitCode, report } = await gate();
    expect(exitCode).toBe(1);
    expect(report).toMatchObject({
      missingBaselines: ['refund-over-limit'],
      suiteChanges: [{ id: 'refund-over-limit', kind: 'edited', detail: 'input changed' }],
    });
  });
});

describe('bless', () => {
  it('is signed with the name that the person gave git', { timeout: 60_000 }, async () => {
    writeFileSync(join(folder, '.gitconfig'), '[user]\n\tname = Grace Hopper\n');
    gateway = { ...gateway, HOME: folder };
    const { exitCode, stdout } = await tidemark('bless', '--agent', 'support', '--runs', '1', '--json');
    expect({ exitCode, result: JSON.parse(stdout)[0] }).toMatchObject({
      exitCode: 0,
      result: { baseline: { blessedBy: 'Grace Hopper' } },
    });
  });

  it('writes nothing when something could not be measured', { timeout: 60_000 }, async () => {
    gateway = { TIDEMARK_GATEWAY_URL: demo.url(), TIDEMARK_GATEWAY_KEY: 'sk-wrong' };
    expect(await tidemark('bless', '--agent', 'support')).toMatchObject({
      exitCode: 3,
      stderr: expect.stringMatching(/Key refused.*Nothing was written/s),
    });
    expect(git('status', '--porcelain')).toBe('');
  });

  it('changes nothing but baselines, and leaves no other file', { timeout: 60_000 }, async () => {
    const files = readdirSync(join(folder, 'evals/golden'));
    expect(await tidemark('bless', '--agent', 'support', '--runs', '2')).toMatchObject({ exitCode: 0 });
    expect(readdirSync(join(folder, 'evals/golden'))).toEqual(files);
    const changed = git('diff', '--unified=0')
      .split('\n')
      .filter((line) => /^[-+] /.test(line));
    expect(
      changed.filter(
        (line) => !/(passes|runs|confidence|latencyMs|tokens|promptHash|taskHash|measuredAt|blessedBy): /.test(line),
      ),
    ).toEqual([]);
  });
});

describe('a gate that cannot measure or judge', () => {
  it('ends with 3 when the gateway refuses', { timeout: 60_000 }, async () => {
    gateway = { TIDEMARK_GATEWAY_URL: demo.url(), TIDEMARK_GATEWAY_KEY: 'sk-wrong' };
    const { exitCode, report } = await gate();
    expect({ exitCode, verdict: report.verdict }).toEqual({ exitCode: 3, verdict: 'unmeasured' });
  });

  it('ends with 1 and without a call for a model without baselines', { timeout: 60_000 }, async () => {
    const { exitCode, report } = await gate('--model', 'demo-steady');
    expect({ exitCode, calls: report.calls }).toEqual({ exitCode: 1, calls: 0 });
    expect(report.command).toMatch(/--model demo-steady$/);
  });

  it.each([
    ['an unknown base', ['--agent', 'support', '--base', 'nowhere'], () => undefined, /no ref "nowhere"/],
    ['an unknown agent', ['--agent', 'sales'], () => undefined, /There are support, extraction, release-notes/],
    ['a missing prompt', ['--agent', 'support', '--prompt', 'none.md'], () => undefined, /none.md cannot be read/],
    ['a missing suite', ['--agent', 'support', '--suite', 'none'], () => undefined, /no suite at none/],
    [
      'a broken task',
      ['--agent', 'support'],
      () => edit('evals/golden/brief-answer.yaml', 'title:', 'titel:'),
      /brief-answer.yaml:\d+/,
    ],
    ['a repeat of none', ['--agent', 'support', '--repeat', '0'], () => undefined, /whole number from 1 to 100/],
    [
      'no gateway',
      ['--agent', 'support'],
      () => {
        gateway = {};
      },
      /Set TIDEMARK_GATEWAY_URL/,
    ],
  ])('ends with 2 for %s', { timeout: 60_000 }, async (_, argv, given, message) => {
    given();
    expect(await tidemark('gate', ...argv)).toMatchObject({
      exitCode: 2,
      stdout: '',
      stderr: expect.stringMatching(message),
    });
  });
});
