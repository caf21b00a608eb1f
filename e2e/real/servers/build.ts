import { buildModule } from './build/build-module.ts';
import { MODULES, type ServerModule } from './build/catalog.ts';
import { collectDefinitions } from './build/definitions.ts';
import { goToolchain } from './build/toolchain.ts';

/** Builds the real servers of the tests into the cache. Without Go it says so and succeeds: their tests are skipped. */
async function main(): Promise<string> {
  const go = goToolchain();
  if (go.missing !== undefined) return `skipped. ${go.missing}`;
  const built: string[] = [];
  for (const module of Object.values<ServerModule>(MODULES)) {
    built.push(...(await buildModule(module, go.version, console.log)));
  }
  if (await collectDefinitions(go.version, console.log)) built.push('definitions');
  return built.length === 0 ? 'up to date' : `built ${built.join(', ')}`;
}

console.log(await main());
