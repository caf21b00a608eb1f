import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { removeDataFolder } from '#scripts/stack/data-folder.ts';
import { freePort } from '#scripts/stack/ports.ts';
import { startServer } from './start/program.ts';

/** A real flagd that serves the flags of one file. */
export interface RealFlagd extends AsyncDisposable {
  /** `host:port` of the gRPC sync service: whole definitions. */
  syncAddress: string;
  /** Base address of the evaluation service (Connect). */
  evaluationUrl: string;
  /** Base address of the evaluations over OFREP. */
  ofrepUrl: string;
  /** Base address of /metrics, /healthz and /readyz. */
  managementUrl: string;
  stop: () => Promise<void>;
}

/**
 * Starts flagd on free ports of 127.0.0.1.
 *
 * @param options `flagsFile`: path of a .json, .yaml or .yml file; flagd follows its changes.
 */
export async function startFlagd({ flagsFile }: { flagsFile: string }): Promise<RealFlagd> {
  const [evaluation, management, sync, ofrep] = await Promise.all([freePort(), freePort(), freePort(), freePort()]);
  const address = (port: number) => `127.0.0.1:${port}`;
  const managementUrl = `http://${address(management)}`;
  const folder = temporaryFolder('flagd');
  const program = await startServer({
    program: 'flagd',
    folder,
    args: [
      'start',
      `--uri=file:${flagsFile}`,
      `--port=${evaluation}`,
      `--management-port=${management}`,
      `--sync-port=${sync}`,
      `--ofrep-port=${ofrep}`,
    ],
    isReady: () => saysReady(managementUrl),
  }).catch((error: unknown) => {
    removeDataFolder(folder);
    throw error;
  });
  const stop = async () => {
    await program.stop();
    removeDataFolder(folder);
  };
  return {
    syncAddress: address(sync),
    evaluationUrl: `http://${address(evaluation)}`,
    ofrepUrl: `http://${address(ofrep)}`,
    managementUrl,
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

async function saysReady(managementUrl: string): Promise<boolean> {
  const response = await fetch(`${managementUrl}/readyz`).catch(() => undefined);
  await response?.body?.cancel();
  return response?.status === 200;
}
