import { join } from 'node:path';
import { adoptEnvironment, env } from '#lib/platform/env.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { migrate } from '#lib/platform/migrate/apply.ts';
import { buildConsole } from './build.ts';
import { openDataFolder } from './data-folder.ts';
import { demoPort } from './demo-port.ts';
import type { Seeded } from './first-run.ts';
import { generateClient } from './generate.ts';
import type { ProgramSpec } from './launch.ts';
import { lockDataFolder } from './lock.ts';
import { portState } from './ports.ts';
import { startCluster } from './postgres/cluster.ts';
import { startProgram } from './program.ts';
import { consoleProgram, consoleUrl, demoProgram, type Mode, workerProgram } from './programs.ts';
import { ROOT } from './root.ts';
import { loadSecrets } from './secrets.ts';
import type { Begun, Steps } from './steps.ts';
import type { StopControl } from './stop-control.ts';

export interface StackOptions {
  mode: Mode;
  /** Made when missing; holds the database, the secrets and the logs. */
  dataFolder: string;
  host: string;
  port: number;
  steps: Steps;
  control: StopControl;
}

export interface Stack extends AsyncDisposable {
  /** Where the console answers. */
  url: string;
  /** The administrator's login, only when it was made now. */
  login: Seeded['login'];
  /** Base URL of the demo gateway; undefined when a real one is configured. */
  demoGatewayUrl: string | undefined;
}

/** Number of steps that {@link startStack} shows. */
export const STACK_STEPS = 8;

/**
 * Starts database, worker and console on a data folder, as `npm start` does, and adopts their environment
 * (DATABASE_URL, secrets) into this process. Disposing of the result ends everything, in order. When a step
 * fails or `control.stop` aborts, all that was started so far is ended before the call rejects.
 *
 * @throws TidemarkError with what to do: port or data folder taken, broken key file, no database, a failed build.
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  await using started = new AsyncDisposableStack();
  const dataFolder = openDataFolder(options.dataFolder);
  started.defer(lockDataFolder(dataFolder));
  await refuseTakenPort(options.host, options.port);
  const facts = await startAll({ ...options, dataFolder }, started);
  const closers = started.move();
  return {
    ...facts,
    url: consoleUrl(options.host, options.port),
    [Symbol.asyncDispose]: () => closers.disposeAsync(),
  };
}

type Started = Pick<Stack, 'login' | 'demoGatewayUrl'>;

async function startAll(options: StackOptions, started: AsyncDisposableStack): Promise<Started> {
  const { mode, dataFolder, host, port, steps, control } = options;
  const given = env();
  const own = { TIDEMARK_DATA: dataFolder, TIDEMARK_HOST: host, PORT: String(port) };
  adoptEnvironment({ ...loadSecrets(dataFolder, given), ...own });

  /** Begins a program whose end is due whenever the stack ends, even while it still starts. */
  function begin(label: string, spec: ProgramSpec) {
    const around = { nowMs: () => performance.now(), notify: steps.note, ...control };
    const begun = steps.begin(label, () => startProgram(spec, around));
    started.defer(async () => (await settled(begun))?.stop());
    return begun;
  }

  const database = steps.begin('Postgres', async () =>
    given.DATABASE_URL === undefined
      ? startCluster({ dataFolder, durable: true, notify: steps.note, hurry: control.hurry })
      : undefined,
  );
  started.defer(async () => (await settled(database))?.stop());
  const generated = steps.begin('Database client', () => generateClient(control.stop));
  await steps.show(generated, (made) => (made ? 'generated' : 'up to date'));
  const build = steps.begin('Console build', async () => mode === 'production' && (await buildConsole(control.stop)));
  started.defer(async () => void (await settled(build)));

  const cluster = await steps.show(database, (it) => (it === undefined ? 'external' : `embedded, port ${it.port}`));
  const url = cluster?.url() ?? given.DATABASE_URL ?? '';
  adoptEnvironment({ DATABASE_URL: url });
  control.stop.throwIfAborted();
  const migrated = steps.begin('Migrations', () => migrate(url, join(ROOT, 'prisma/migrations')));
  await steps.show(migrated, (names) => (names.length === 0 ? 'up to date' : `${names.length} applied`));

  const gatewayPort = given.TIDEMARK_GATEWAY_URL === undefined ? await demoPort(dataFolder) : undefined;
  const gateway =
    gatewayPort === undefined
      ? steps.begin('Gateway', async () => undefined)
      : begin('Gateway', demoProgram(dataFolder, gatewayPort));
  await steps.show(gateway, (demo) => (demo === undefined ? `${given.TIDEMARK_GATEWAY_URL}` : 'demo'));

  control.stop.throwIfAborted();
  const { seed } = await import('./first-run.ts');
  const demoGatewayUrl = gatewayPort === undefined ? undefined : `http://127.0.0.1:${gatewayPort}`;
  const { login } = await steps.show(
    steps.begin('Seed', () => seed({ demoGatewayUrl })),
    ({ detail }) => detail,
  );
  started.defer(async () => {
    const { db } = await import('#lib/platform/db.ts');
    await db().$disconnect();
  });
  const worker = begin('Worker', workerProgram({ mode, dataFolder }));
  await steps.show(build, (built) => (mode === 'development' ? 'on demand' : built ? 'built' : 'up to date'));
  await steps.show(worker, () => 'running');
  control.stop.throwIfAborted();
  await steps.show(begin('Console', consoleProgram({ mode, dataFolder, host, port })), () => consoleUrl(host, port));
  return { login, demoGatewayUrl };
}

/** The result of begun work once it is there; undefined when it failed. */
function settled<T>({ outcome }: Begun<T>): Promise<T | undefined> {
  return outcome.then(
    ({ value }) => value,
    () => undefined,
  );
}

async function refuseTakenPort(host: string, port: number): Promise<void> {
  const state = await portState(host, port);
  if (state === 'free') return;
  const why =
    state === 'taken'
      ? `Port ${port} of ${host} is taken by another program. Stop that one`
      : `This account may not open port ${port} of ${host}. Start with more rights`;
  throw new TidemarkError('conflict', `${why}, or choose another port: PORT=${port + 1} npm start`);
}
