import { parseArgs } from 'node:util';
import { makeProject } from './project.ts';
import { DEMO_PUBLIC_KEY, DEMO_SECRET_KEY, startDemoLangfuse } from './server.ts';

/** The stand-in for Langfuse as a process: says where it listens in one line of JSON; stops when told to, or its parent goes. */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    api: { type: 'string', default: 'v4' },
    traces: { type: 'string', default: '200' },
    latency: { type: 'string', default: '50' },
  },
});
const langfuse = await startDemoLangfuse({
  project: makeProject({ traces: Number(values.traces), now: new Date() }),
  generation: values.api === 'v3' ? 'v3' : 'v4',
  latencyMs: Number(values.latency),
  port: Number(values.port),
});
const stop = (): void => {
  void langfuse.close().then(() => process.exit(0));
};
for (const reason of ['SIGTERM', 'SIGINT', 'disconnect']) process.once(reason, stop);
const listening = { listening: langfuse.url, publicKey: DEMO_PUBLIC_KEY, secretKey: DEMO_SECRET_KEY };
process.stdout.write(`${JSON.stringify(listening)}\n`);
if (process.connected) process.send?.(listening);
