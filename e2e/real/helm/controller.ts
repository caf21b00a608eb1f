import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { childEnvironment } from '#lib/platform/env.ts';
import { programPath } from '../servers/build/cache.ts';
import type { RealKubernetes } from '../servers/kubernetes.ts';
import { withOriginLabels } from './chart.ts';
import { FluxObjects, type ReconcileStrategy } from './flux-objects.ts';

/**
 * How a release is installed: by helm 3 under its own name, or as helm-controller does by helm 4, which updates objects
 * or applies them server-side.
 */
export const WAYS = {
  'helm-3': { program: 'helm', options: [] },
  updated: { program: 'helm-as-controller', options: ['--server-side=false'] },
  applied: { program: 'helm-as-controller', options: ['--server-side=true'] },
} as const;

interface Installation {
  /** Of the HelmRelease, and of the namespace that its release `web` comes to. */
  name: string;
  way: keyof typeof WAYS;
  files: Record<string, string>;
  commit: string;
  reconcileStrategy?: ReconcileStrategy;
}

/**
 * Does by helm what helm-controller does, which cannot be built: installs charts with its labels, and says so in the
 * status of HelmReleases.
 */
export class StandInHelmController {
  readonly flux: FluxObjects;
  readonly #cluster: RealKubernetes;
  readonly #versions = new Map<string, number>();

  constructor(cluster: RealKubernetes) {
    this.#cluster = cluster;
    this.flux = new FluxObjects(cluster.api);
  }

  /** Installs a chart as source-controller packs it, or upgrades it, and writes its HelmRelease. */
  async install({ name, way, files, commit, reconcileStrategy = 'Revision' }: Installation): Promise<void> {
    const chartVersion = reconcileStrategy === 'Revision' ? `0.1.0+${commit.slice(0, 12)}` : '0.1.0';
    const folder = join(this.#cluster.folder, `chart-of-${name}`);
    const packed = { ...files, 'Chart.yaml': `apiVersion: v2\nname: web\nversion: ${chartVersion}\n` };
    for (const [path, content] of Object.entries(withOriginLabels(packed, name))) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    const { program, options } = WAYS[way];
    const placed = ['--namespace', name, '--create-namespace', '--set', 'mode=live'];
    await this.#run(program, ['upgrade', '--install', 'web', folder, ...placed, ...options]);
    const version = (this.#versions.get(name) ?? 0) + 1;
    this.#versions.set(name, version);
    await this.flux.putRelease(name, { version, chartVersion, reconcileStrategy });
  }

  /** What Helm has on record of a release, as YAML. */
  manifest(name: string): Promise<string> {
    return this.#run('helm', ['get', 'manifest', 'web', '--namespace', name]);
  }

  async #run(program: 'helm' | 'helm-as-controller', args: readonly string[]): Promise<string> {
    const env = childEnvironment({ KUBECONFIG: this.#cluster.kubeconfigPath, HOME: this.#cluster.folder });
    const child = spawn(programPath(program), args, { env });
    const [output, errors, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
    if (code !== 0) throw new Error(`helm ${args.join(' ')}: ${errors}`);
    return output;
  }
}
