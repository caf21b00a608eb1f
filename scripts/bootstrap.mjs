// Runs on whatever Node the machine has, before anything is installed: no dependency, no TypeScript.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const OLDEST_NODE = 20;
/** The first Node that runs TypeScript files as they are. */
const RUNTIME_NODE = 24;
const PARENT_POLL_MS = 1_000;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = join(root, 'node_modules/.bin');

class SetupError extends Error {}

/** Major version in a text such as `v24.1.0`; 0 when there is none. */
function majorOf(version) {
  return Number(/^v?(\d+)\./.exec(version)?.[1] ?? 0);
}

/** PATH without this checkout's own commands, which an installation removes while it runs. */
function systemPath() {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !folder.startsWith(bin))
    .join(delimiter);
}

function checkMachine() {
  if (majorOf(process.version) < OLDEST_NODE) {
    throw new SetupError(
      `Tidemark needs Node.js ${OLDEST_NODE} or newer; this is ${process.version}. Get it at https://nodejs.org`,
    );
  }
  const npm = spawnSync('npm', ['--version'], { encoding: 'utf8', env: { ...process.env, PATH: systemPath() } });
  if (npm.status !== 0) throw new SetupError('npm was not found. It comes with Node.js: https://nodejs.org');
}

function readPackages(file) {
  if (!existsSync(file)) return {};
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return {};
  }
}

/** True when every package of package-lock.json is installed in its version (optional ones may be for other machines). */
function isInstalled() {
  const wanted = readPackages(join(root, 'package-lock.json'));
  const present = readPackages(join(root, 'node_modules/.package-lock.json'));
  return (
    existsSync(join(bin, 'node')) &&
    Object.entries(wanted).every(([path, { version, optional }]) => {
      return path === '' || (path in present ? present[path].version === version : optional === true);
    })
  );
}

function install() {
  return new Promise((resolve, reject) => {
    const npm = spawn('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: root,
      env: { ...process.env, PATH: systemPath(), NODE_ENV: '' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [npm.stdout, npm.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
    const stop = () => npm.kill('SIGTERM');
    for (const signal of SIGNALS) process.once(signal, stop);
    npm.once('error', reject);
    npm.once('close', (code, signal) => {
      for (const name of SIGNALS) process.off(name, stop);
      if (code === 0) resolve();
      else reject(new SetupError(`npm ci ended with ${signal ?? `exit code ${code}`}:\n${output.trim()}`));
    });
  });
}

/** Prints step 1 in the form in which the TypeScript part prints the others. */
async function packagesStep(total) {
  const label = ` 1/${total}  Packages          `.padStart(25);
  const startedMs = performance.now();
  const done = (detail) => {
    const took = `${((performance.now() - startedMs) / 1000).toFixed(1)} s`;
    process.stdout.write(`${label} ${detail.padEnd(40)} ${took.padStart(7)}\n`);
  };
  if (isInstalled()) return done('up to date');
  process.stdout.write(`${label} installing with npm, about a minute …\n`);
  await install();
  done('installed');
}

/** The Node of the package `node`, else the one we run on where that is new enough. */
function runtime() {
  const own = join(bin, 'node');
  const { status, stdout } = spawnSync(own, ['--version'], { encoding: 'utf8' });
  if (status === 0 && majorOf(stdout) >= RUNTIME_NODE) return own;
  if (majorOf(process.version) >= RUNTIME_NODE) return process.execPath;
  throw new SetupError(
    `The Node.js ${RUNTIME_NODE} that comes as a package is not in node_modules. Install it (npm rebuild node), or start with Node.js ${RUNTIME_NODE} or newer.`,
  );
}

/** Hands over to a TypeScript script, passing signals on and taking its exit code. */
function handOver(script, args) {
  const child = spawn(runtime(), [join(root, script), ...args], {
    cwd: root,
    env: { ...process.env, PATH: [bin, process.env.PATH].join(delimiter) },
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  for (const signal of SIGNALS) process.on(signal, () => child.kill(signal));
  stopWithNpm(() => child.kill('SIGTERM'));
  child.once('error', (error) => fail(error));
  child.once('exit', (code, signal) => {
    for (const name of SIGNALS) process.removeAllListeners(name);
    if (signal === null) process.exit(code);
    process.kill(process.pid, signal);
  });
}

/** Calls `stop` when the npm that started us is killed in a way that leaves it no time to tell us. */
function stopWithNpm(stop) {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    stop();
  }, PARENT_POLL_MS);
}

function fail(error) {
  process.stderr.write(`\n${error instanceof SetupError ? error.message : error.stack}\n`);
  process.exit(1);
}

/** Scripts, and the number of steps each shows. */
const COMMANDS = {
  start: { script: 'scripts/start.ts', steps: 11 },
  dev: { script: 'scripts/dev.ts', steps: 11 },
  test: { script: 'scripts/test.ts', steps: 10 },
  'test-real': { script: 'scripts/test-real.ts', steps: 6 },
};

const [name, ...args] = process.argv.slice(2);
const command = COMMANDS[name];
try {
  if (command === undefined)
    throw new SetupError(`Usage: node scripts/bootstrap.mjs ${Object.keys(COMMANDS).join('|')}`);
  checkMachine();
  await packagesStep(command.steps);
  handOver(command.script, args);
} catch (error) {
  fail(error);
}
