import type { JobHelpers } from 'graphile-worker';
import { pino } from 'pino';
import { expect, it, vi } from 'vitest';
import { type Handlers, taskList, type WorkerDeps } from './handlers.ts';

function setUp(shutdown?: AbortSignal) {
  const lines: string[] = [];
  const handlers = {
    'canary.nightly': vi.fn(),
    'canary.start': vi.fn(),
    'canary.sample': vi.fn(),
    'canary.judge': vi.fn(),
    'canary.evaluate': vi.fn(),
    'self-check.weekly': vi.fn(),
    'candidates.scan': vi.fn(),
    'candidates.weekly': vi.fn(),
    'self-check.baseline': vi.fn(),
    'candidates.publish': vi.fn(),
    'candidates.follow': vi.fn(),
    'golden.nightly': vi.fn(),
    'golden.run': vi.fn(),
    'clusters.tick': vi.fn(),
    'flags.tick': vi.fn(),
    'flags.compare': vi.fn(),
    'flags.publish': vi.fn(),
    'flags.follow': vi.fn(),
    'cluster.scan': vi.fn(),
    'flux.judge': vi.fn(),
    'flux.counters': vi.fn(),
  } satisfies Handlers;
  const deps = { log: pino({ level: 'info' }, { write: (line: string) => void lines.push(line) }) };
  // Handlers are stand-ins here: they use no database.
  const tasks = taskList(handlers, deps as WorkerDeps);
  const helpers = { abortSignal: shutdown, job: { attempts: 2 } } as JobHelpers;
  const run = (name: string, payload: unknown) => Promise.resolve(tasks[name]?.(payload, helpers));
  return { handlers, run, logged: () => lines.map((line) => JSON.parse(line)) };
}

it('hands a payload that fits to its handler', async () => {
  const { handlers, run, logged } = setUp();
  await run('canary.sample', { runId: 1, position: 0, attempt: 1 });
  expect(handlers['canary.sample']).toHaveBeenCalledWith(
    { runId: 1, position: 0, attempt: 1 },
    expect.anything(),
    expect.any(AbortSignal),
  );
  expect(logged()).toEqual([]);
});

it.each([
  ['canary.sample', { runId: 1, position: -1, attempt: 1 }],
  ['canary.sample', { runId: 1 }],
  ['canary.start', { runId: '1' }],
  ['canary.evaluate', null],
  ['canary.nightly', { _cron: { ts: 'tonight' } }],
])('refuses and logs a payload of %s that does not fit', async (name, payload) => {
  const { handlers, run, logged } = setUp();
  await expect(run(name, payload)).rejects.toThrow(`Job ${name} has a payload that does not fit`);
  for (const handler of Object.values(handlers)) expect(handler).not.toHaveBeenCalled();
  expect(logged()).toMatchObject([{ level: 50, job: name, msg: 'job failed', attempt: 2 }]);
});

it('logs a failure with its job and hands it on, so that the queue tries again', async () => {
  const { handlers, run, logged } = setUp();
  handlers['canary.start'].mockRejectedValue(new Error('no luck'));
  await expect(run('canary.start', { runId: 9 })).rejects.toThrow('no luck');
  expect(logged()).toMatchObject([{ job: 'canary.start', payload: { runId: 9 }, err: { message: 'no luck' } }]);
});

it('does not call it a failure when the worker is stopping', async () => {
  const { handlers, run, logged } = setUp(AbortSignal.abort());
  handlers['canary.start'].mockRejectedValue(new Error('stopped'));
  await expect(run('canary.start', { runId: 9 })).rejects.toThrow('stopped');
  expect(logged()).toMatchObject([{ level: 30, msg: expect.stringContaining('given back') }]);
});
