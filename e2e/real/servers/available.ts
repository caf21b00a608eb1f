import { goToolchain } from './build/toolchain.ts';

/**
 * Whether there are real servers to test against: `describe.runIf(serversAvailable())`. Without Go there are none, which
 * is told; with it they must have been built (`node e2e/real/servers/build.ts`), or starting one fails.
 */
export function serversAvailable(): boolean {
  const { missing } = goToolchain();
  if (missing !== undefined) console.warn(`Skipped: the real servers of these tests cannot be built. ${missing}`);
  return missing === undefined;
}
