import { messageOf } from '#lib/platform/errors.ts';
import { readDemoEnv } from './env.ts';
import { type DemoGateway, startDemoGateway } from './gateway.ts';

/** The demo gateway as a process: says where it listens in one line of JSON, stops on SIGTERM, SIGINT or lost parent. */
async function start(): Promise<DemoGateway> {
  const env = readDemoEnv();
  const { DEMO_REPLAY_ANSWERS: answersFile, DEMO_REPLAY_PROMPTS: promptsFile } = env;
  return startDemoGateway({
    port: env.DEMO_GATEWAY_PORT,
    apiKey: env.DEMO_GATEWAY_KEY,
    latencyMs: env.DEMO_GATEWAY_LATENCY_MS,
    stateFile: env.DEMO_GATEWAY_STATE,
    ...(env.DEMO_GATEWAY_SEED !== undefined && { noiseSeed: env.DEMO_GATEWAY_SEED }),
    ...(answersFile !== undefined && promptsFile !== undefined && { replay: { answersFile, promptsFile } }),
  });
}

try {
  const gateway = await start();
  const stop = (): void => {
    void gateway.close().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  process.once('disconnect', stop);
  process.stdout.write(`${JSON.stringify({ listening: gateway.url })}\n`);
} catch (error) {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exitCode = 1;
}
