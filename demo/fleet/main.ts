import { parseArgs } from 'node:util';
import { messageOf } from '#lib/platform/errors.ts';
import { serveControl } from './control.ts';
import { startDemoFleet } from './fleet.ts';

/** The demo's cluster, flagd and repository as a process: says where it is in one line of JSON, and stops on SIGTERM. */
async function start() {
  const port = { type: 'string', default: '0' } as const;
  const { values } = parseArgs({
    options: { folder: { type: 'string', default: '.tidemark/demo-fleet' }, port, cluster: port, flagd: port },
  });
  const ports = { clusterPort: Number(values.cluster), flagdPort: Number(values.flagd) };
  const fleet = await startDemoFleet({ folder: values.folder, ...ports });
  const control = await serveControl(fleet, Number(values.port));
  return { fleet, control };
}

try {
  const { fleet, control } = await start();
  const stop = (): void => {
    void Promise.all([control.close(), fleet.close()]).then(() => process.exit(0));
  };
  for (const reason of ['SIGTERM', 'SIGINT', 'disconnect']) process.once(reason, stop);
  const { cluster, flagd, repository } = fleet;
  const listening = { control: control.url, cluster: cluster.url, flagd: flagd.syncUrl, repository: repository.url };
  process.stdout.write(`${JSON.stringify(listening)}\n`);
} catch (error) {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exitCode = 1;
}
