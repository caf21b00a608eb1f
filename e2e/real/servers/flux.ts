import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { removeDataFolder } from '#scripts/stack/data-folder.ts';
import { freePort } from '#scripts/stack/ports.ts';
import type { Program } from '#scripts/stack/program.ts';
import { answersAt } from '#scripts/stack/programs.ts';
import { startServer } from './start/program.ts';

/** Flux's kustomize-controller and notification-controller, working on one cluster. */
export interface RealFlux extends AsyncDisposable {
  stop: () => Promise<void>;
}

/**
 * Starts both controllers as administrators of a cluster that has Flux's definitions. There is no source-controller: a
 * test writes the artifact into the status of its GitRepository ({@link serveRepository}).
 */
export async function startFlux({ kubeconfigPath }: { kubeconfigPath: string }): Promise<RealFlux> {
  const folder = temporaryFolder('flux');
  const running: Program[] = [];
  const stop = async () => {
    await Promise.all(running.map((program) => program.stop()));
    removeDataFolder(folder);
  };
  const start = async (program: 'kustomize-controller' | 'notification-controller', args: string[]) => {
    const health = `127.0.0.1:${await freePort()}`;
    const started = await startServer({
      program,
      folder,
      args: ['--metrics-addr=0', `--health-addr=${health}`, ...args],
      environment: { KUBECONFIG: kubeconfigPath, RUNTIME_NAMESPACE: 'default' },
      isReady: () => answersAt(`http://${health}/readyz`),
    });
    running.push(started);
  };
  try {
    const events = `127.0.0.1:${await freePort()}`;
    const receiver = `127.0.0.1:${await freePort()}`;
    await start('notification-controller', [`--events-addr=${events}`, `--receiverAddr=${receiver}`]);
    await start('kustomize-controller', [`--events-addr=http://${events}/`]);
  } catch (error) {
    await stop();
    throw error;
  }
  return { stop, [Symbol.asyncDispose]: stop };
}
