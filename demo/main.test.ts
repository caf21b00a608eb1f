import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const main = join(import.meta.dirname, 'main.ts');

/** Starts the process and reads the line that says where it listens. */
async function start(env: Record<string, string>) {
  const child = fork(main, { env: { ...process.env, ...env }, silent: true });
  const exited = once(child, 'exit');
  let text = '';
  child.stdout?.on('data', (chunk) => {
    text += chunk;
  });
  let problem = '';
  child.stderr?.on('data', (chunk) => {
    problem += chunk;
  });
  while (!text.includes('\n') && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 20));
  return { child, exited, url: text === '' ? '' : JSON.parse(text).listening, problem: () => problem };
}

describe('the demo gateway as a process', { timeout: 20_000 }, () => {
  it('says where it listens and stops on SIGTERM', async () => {
    const { child, exited, url } = await start({ DEMO_GATEWAY_PORT: '0' });
    expect((await fetch(`${url}/health/liveliness`)).status).toBe(200);
    child.kill('SIGTERM');
    expect(await exited).toEqual([0, null]);
  });

  it('stops when its parent lets go of it', async () => {
    const { child, exited } = await start({});
    child.disconnect();
    expect(await exited).toEqual([0, null]);
  });

  it.each([
    [{ DEMO_GATEWAY_PORT: 'many' }, 'DEMO_GATEWAY_PORT'],
    [{ DEMO_REPLAY_ANSWERS: 'answers.jsonl' }, 'DEMO_REPLAY_PROMPTS must be given together'],
  ])('fails with a readable message for %o', async (env, message) => {
    const { exited, problem } = await start(env);
    expect((await exited)[0]).toBe(1);
    expect(problem()).toContain(message);
  });
});
