import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Where the Go modules are. */
export const GO_MODULES = join(import.meta.dirname, '../go');

/** What the modules of Kubernetes ask for. */
const OLDEST_GO = { major: 1, minor: 26 };
const INSTALL = `Install Go ${OLDEST_GO.major}.${OLDEST_GO.minor} or newer (https://go.dev/doc/install) and have go on PATH`;

/** The Go on PATH with its version and platform, or why the real servers cannot be built. */
export type Toolchain = { version: string; missing?: never } | { missing: string };

let found: Toolchain | undefined;

/** Looks for Go, once in each process. */
export function goToolchain(): Toolchain {
  found ??= judgeToolchain(askVersion());
  return found;
}

/** Decides by the answer of `go version` (undefined: there is no go) whether it can build the servers. */
export function judgeToolchain(answer: string | undefined): Toolchain {
  if (answer === undefined) return { missing: `Go is missing. ${INSTALL}.` };
  const [, major, minor] = /\bgo(\d+)\.(\d+)/.exec(answer) ?? [];
  const isOld = Number(major) === OLDEST_GO.major && Number(minor) < OLDEST_GO.minor;
  if (minor === undefined || isOld) return { missing: `This Go is too old (${answer}). ${INSTALL}.` };
  return { version: answer };
}

function askVersion(): string | undefined {
  // Asked inside a module: there Go may take another toolchain than elsewhere.
  const { status, stdout } = spawnSync('go', ['version'], { cwd: join(GO_MODULES, 'kubernetes'), encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}
