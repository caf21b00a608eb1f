import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DEMO_CLUSTER_TOKEN } from '#demo/cluster/server.ts';
import type { FleetPlan } from '#lib/setup/seed-fleet.ts';
import { demoPort } from './demo-port.ts';
import type { ProgramSpec } from './launch.ts';
import type { Program } from './program.ts';
import { demoProgram, fleetProgram } from './programs.ts';
import type { Begun, Steps } from './steps.ts';

/** Where the parts of the demo are that a start runs. */
export interface Demo {
  gatewayUrl: string;
  /** Undefined where git is not installed. */
  fleet: FleetPlan | undefined;
}

interface DemoOptions {
  /** Of the configured gateway; with one there is no demo. */
  gatewayUrl: string | undefined;
  dataFolder: string;
  steps: Steps;
  begin: (label: string, spec: ProgramSpec) => Begun<Program>;
}

/** Starts the demo's gateway and fleet, unless a real gateway is configured; shows a step for each all the same. */
export async function startDemo({ gatewayUrl, dataFolder, steps, begin }: DemoOptions): Promise<Demo | undefined> {
  const tell = (label: string, told: string) =>
    steps.show(
      steps.begin(label, async () => told),
      (detail) => detail,
    );
  if (gatewayUrl !== undefined) {
    await tell('Gateway', new URL(gatewayUrl).host);
    await tell('Cluster', 'none of the demo');
    return undefined;
  }
  const port = await demoPort(dataFolder, 'gateway');
  const gateway = begin('Gateway', demoProgram(dataFolder, port));
  const fleet = hasGit() ? await beginFleet(dataFolder, begin) : undefined;
  await steps.show(gateway, () => 'demo');
  if (fleet === undefined) await tell('Cluster', 'left out: git is not installed');
  else await steps.show(fleet.program, () => 'demo');
  return { gatewayUrl: `http://127.0.0.1:${port}`, fleet: fleet?.plan };
}

async function beginFleet(dataFolder: string, begin: DemoOptions['begin']) {
  const ports = {
    control: await demoPort(dataFolder, 'fleet'),
    cluster: await demoPort(dataFolder, 'cluster'),
    flagd: await demoPort(dataFolder, 'flagd'),
  };
  const folder = join(dataFolder, 'demo-fleet');
  const plan: FleetPlan = {
    repositoryUrl: pathToFileURL(join(folder, 'fleet.git')).href,
    clusterUrl: `http://127.0.0.1:${ports.cluster}`,
    clusterToken: DEMO_CLUSTER_TOKEN,
    flagdUrl: `http://127.0.0.1:${ports.flagd}`,
  };
  return { plan, program: begin('Cluster', fleetProgram(dataFolder, folder, ports)) };
}

function hasGit(): boolean {
  return spawnSync('git', ['--version'], { stdio: 'ignore' }).status === 0;
}
