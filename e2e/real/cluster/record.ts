import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { z } from 'zod';
import { RECORDED_FILE, recordedShape } from '#demo/cluster/recorded.ts';
import { type RealKubernetes, startKubernetes } from '../servers/kubernetes.ts';
import { demand } from '../servers/start/api.ts';

const version = z.object({ gitVersion: z.string() });
const discovery = z.object({ items: z.array(z.unknown()) });
const index = z.object({ paths: z.record(z.string(), z.object({ serverRelativeURL: z.string() })) });
const description = z.object({ components: z.object({ schemas: z.record(z.string(), z.unknown()) }).optional() });

/** Groups that clusters under GitOps use; the others would only make the record larger. */
const GROUPS =
  /^(v1|(apps|batch|policy|autoscaling|[a-z.]*networking\.k8s\.io|rbac\.authorization\.k8s\.io|scheduling\.k8s\.io|storage\.k8s\.io|admissionregistration\.k8s\.io|apiextensions\.k8s\.io|events\.k8s\.io|coordination\.k8s\.io|discovery\.k8s\.io)\/v\d+)$/;

/** Records what the stand-in cluster serves from the real API server: its discovery and its schemas. */
async function record({ api }: RealKubernetes): Promise<string> {
  const ask = async (path: string, accept?: string) => demand(await api('GET', path, { accept }), path);
  const aggregated = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';
  const groups = await Promise.all(
    ['/api', '/apis'].map(async (path) => discovery.parse(await ask(path, aggregated)).items),
  );
  const { paths } = index.parse(await ask('/openapi/v3'));
  const schemas: Record<string, unknown> = {};
  for (const [path, { serverRelativeURL }] of Object.entries(paths)) {
    const groupVersion = path.replace(/^apis?\//, '');
    if (!GROUPS.test(groupVersion)) continue;
    schemas[groupVersion] = description.parse(await ask(serverRelativeURL)).components?.schemas ?? {};
  }
  const { gitVersion } = version.parse(await ask('/version'));
  const recorded = recordedShape.parse({ gitVersion, groups: groups.flat(), schemas });
  const served = recorded.groups.map((group) => ({
    ...group,
    versions: group.versions.filter(
      (each) => `${group.metadata.name}/${each.version}`.replace(/^\//, '') in recorded.schemas,
    ),
  }));
  const kept = { ...recorded, groups: served.filter(({ versions }) => versions.length > 0) };
  return JSON.stringify(kept, (key, value) => (key === 'description' && typeof value === 'string' ? undefined : value));
}

await using cluster = await startKubernetes();
const bytes = gzipSync(await record(cluster), { level: 9 });
mkdirSync(new URL('.', RECORDED_FILE), { recursive: true });
writeFileSync(RECORDED_FILE, bytes);
console.log(`${fileURLToPath(RECORDED_FILE)}: ${bytes.length} bytes`);
