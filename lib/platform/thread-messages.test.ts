import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { onThreadMessage } from './thread-messages.ts';

it('hears what the thread says, and nothing of what Node.js reports when it watches files', async () => {
  const source = `
    const { parentPort } = require('node:worker_threads');
    for (const said of [{ 'watch:import': ['file:///a.ts'] }, { 'watch:require': ['/b.ts'] }, null, [1], { kind: 'said' }])
      parentPort.postMessage(said);`;
  const worker = new Worker(source, { eval: true });
  const heard: unknown[] = [];
  onThreadMessage(worker, (message) => heard.push(message));
  await once(worker, 'exit');
  expect(heard).toEqual([null, [1], { kind: 'said' }]);
});

it('hears nothing once it is told to stop', async () => {
  const worker = new Worker(`require('node:worker_threads').parentPort.postMessage(1)`, { eval: true });
  const heard: unknown[] = [];
  const stop = onThreadMessage(worker, (message) => heard.push(message));
  stop();
  await once(worker, 'exit');
  expect(heard).toEqual([]);
});
