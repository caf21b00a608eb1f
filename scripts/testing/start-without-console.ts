import { join } from 'node:path';
import { answersAt, nodeProgram, PROGRAMS } from '../stack/programs.ts';
import { runStack } from '../stack/run-stack.ts';

/** A web server in place of the console, which would have to be built first. */
const SERVER =
  "require('node:http').createServer((_, response) => response.end('ok')).listen(process.argv[1], '127.0.0.1')";

const code = await runStack('production', {
  ...PROGRAMS,
  prepareConsole: async () => 'none',
  console: ({ dataFolder, port }) => ({
    ...nodeProgram(['-e', SERVER, String(port)], {}),
    name: 'console',
    logFile: join(dataFolder, 'logs/console.log'),
    readyBy: () => answersAt(`http://127.0.0.1:${port}`),
    readyTimeoutMs: 30_000,
    ending: { of: 'group', ask: 'SIGTERM', patienceMs: 5_000, force: 'SIGKILL' },
  }),
});
process.exit(code);
