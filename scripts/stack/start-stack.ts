import { join } from 'node:path';
import { adoptEnvironment, env } from '#lib/platform/env.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { migrate } from '#lib/platform/migrate/apply.ts';
import { openDataFolder } from './data-folder.ts';
import { type Demo, startDemo } from './demo.ts';
import type { Seeded } from './first-run.ts';
import { generateClient } from './generate.ts';
import type { ProgramSpec } from './launch.ts';
import { lockDataFolder } from './lock.ts';
import { portState } from './ports.ts';
import { startCluster } from './postgres/cluster.ts';
import { type Program, startProgram } from './program.ts';
import { consoleUrl, type Mode, type Programs } from './programs.ts';
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
  programs: Programs;
  steps: Steps;
  control: StopControl;
}

export interface Stack extends AsyncDisposable {
  /** Where the console answers. */
  url: string;
  /** The administrator's login, only when it was made now. */
  login: Seeded['login'];
  /** Undefined when a real gateway is configured. */
  demo: Demo | undefined;
}

/** Number of steps that {@link startStack} shows. */
export const STACK_STEPS = 9;

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

type Started = Pick<Stack, 'login' | 'demo'>;

async function startAll(options: StackOptions, started: AsyncDisposableStack): Promise<Started> {
  const { dataFolder, host, port, programs, steps, control } = options;
  const given = env();
  const own = { TIDEMARK_DATA: dataFolder, TIDEMARK_HOST: host, PORT: String(port) };
  adoptEnvironment({ ...loadSecrets(dataFolder, given), ...own });
  const begin = beginner(options, started);

  const database = steps.begin('Postgres', async () =>
    given.DATABASE_URL === undefined
      ? startCluster({ dataFolder, durable: true, notify: steps.note, hurry: control.hurry })
      : undefined,
  );
  started.defer(async () => (await settled(database))?.stop());
  const generated = steps.begin('Database client', () => generateClient(control.stop));
  await steps.show(generated, (made) => (made ? 'generated' : 'up to date'));
  const build = beginBuild(options, started);

  const cluster = await steps.show(database, (it) => (it === undefined ? 'external' : `embedded, port ${it.port}`));
  await bringUpToDate(cluster?.url() ?? given.DATABASE_URL ?? '', options);
  const demo = await startDemo({ gatewayUrl: given.TIDEMARK_GATEWAY_URL, dataFolder, steps, begin });
  control.stop.throwIfAborted();
  const login = await seedDatabase(demo, steps, started);
  const worker = begin('Worker', programs.worker(options));
  await steps.show(build, (detail) => detail);
  await steps.show(worker, () => 'running');
  control.stop.throwIfAborted();
  await steps.show(begin('Console', programs.console(options)), () => consoleUrl(host, port));
  return { login, demo };
}

type Begin = (label: string, spec: ProgramSpec) => Begun<Program>;

/** Begins programs whose end is due whenever the stack ends, even while they still start. */
function beginner({ steps, control }: StackOptions, started: AsyncDisposableStack): Begin {
  return (label, spec) => {
    const around = { nowMs: () => performance.now(), notify: steps.note, ...control };
    const begun = steps.begin(label, () => startProgram(spec, around));
    started.defer(async () => (await settled(begun))?.stop());
    return begun;
  };
}

/** Builds beside everything else, and no longer than that is wanted. */
function beginBuild({ mode, programs, steps }: StackOptions, started: AsyncDisposableStack): Begun<string> {
  const abandon = new AbortController();
  const build = steps.begin('Console build', () => programs.prepareConsole(mode, abandon.signal));
  started.defer(async () => {
    abandon.abort();
    await settled(build);
  });
  return build;
}

async function bringUpToDate(url: string, { steps, control }: StackOptions): Promise<void> {
  adoptEnvironment({ DATABASE_URL: url });
  control.stop.throwIfAborted();
  const migrated = steps.begin('Migrations', () => migrate(url, join(ROOT, 'prisma/migrations')));
  await steps.show(migrated, (names) => (names.length === 0 ? 'up to date' : `${names.length} applied`));
}

async function seedDatabase(
  demo: Demo | undefined,
  steps: Steps,
  started: AsyncDisposableStack,
): Promise<Seeded['login']> {
  // Both need the generated client, which is not there when this module is loaded.
  const [{ seed }, { db }] = await Promise.all([import('./first-run.ts'), import('#lib/platform/db.ts')]);
  started.defer(() => db().$disconnect());
  const seeded = steps.begin('Seed', () => seed(demo));
  const { login } = await steps.show(seeded, ({ detail }) => detail);
  return login;
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
  if (state === 'no_such_host') {
    throw new TidemarkError(
      'misconfigured',
      `TIDEMARK_HOST ${host} is no address of this machine. Use 127.0.0.1 (this machine only) or 0.0.0.0 (all networks).`,
    );
  }
  const why =
    state === 'taken'
      ? `Port ${port} of ${host} is taken by another program. Stop that one`
      : `This account may not open port ${port} of ${host}. Start with more rights`;
  throw new TidemarkError('conflict', `${why}, or choose another port: PORT=${port + 1} npm start`);
}
