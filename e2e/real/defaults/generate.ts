import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { comparedPart } from '#lib/kubernetes/compare/prepare.ts';
import { type OpenApiDocument, schemaOf } from '#lib/kubernetes/schema/schema-of.ts';
import type { KubeObject } from '#lib/kubernetes/types.ts';
import { messageOf } from '#lib/platform/errors.ts';
import { type RealKubernetes, startKubernetes } from '../servers/kubernetes.ts';
import { apply, demand } from '../servers/start/api.ts';
import { inferRules } from './infer.ts';
import { type Instance, observe } from './observe.ts';
import { Resources } from './resources.ts';
import { ZeroProbe } from './zeros.ts';

const NAMESPACE = 'defaults';
/** Limit ranges change the pods beside them: they have a namespace of their own. */
const NAMESPACES = [NAMESPACE, 'limits'];
const TABLE = join(import.meta.dirname, '../../../lib/kubernetes/defaults/table.json');
/** Kinds whose names say what they hold, so that no second one can be made from the same sample. */
const NAMED_BY_CONTENT = ['CustomResourceDefinition', 'APIService'];

/** Reads the defaults of the pinned API server from what it makes of the samples, and writes the product's table. */
async function generate(): Promise<void> {
  await using cluster = await startKubernetes();
  for (const name of NAMESPACES) {
    const body = { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
    demand(await cluster.api('POST', '/api/v1/namespaces', { body }), `namespace ${name}`);
  }
  const resources = new Resources(cluster);
  const zeros = new ZeroProbe(cluster);
  const instances: Instance[] = [];
  const kinds = new Set<string>();
  for (const sample of samples()) {
    const names = NAMED_BY_CONTENT.includes(sample.kind) ? [''] : ['-a', '-b'];
    for (const suffix of names) {
      const object = { ...sample, metadata: { ...sample.metadata, name: `${sample.metadata.name}${suffix}` } };
      try {
        instances.push(...(await observed(object, cluster, resources, zeros)));
        kinds.add(sample.kind);
      } catch (error) {
        console.error(`left out: ${sample.kind} ${sample.metadata.name}: ${messageOf(error).slice(0, 400)}`);
      }
    }
  }
  const { gitVersion } = demand(await cluster.api('GET', '/version'), 'version') as { gitVersion: string };
  const types = inferRules(instances);
  writeFileSync(TABLE, `${JSON.stringify({ serverVersion: gitVersion, types, keepsZero: zeros.found }, null, 1)}\n`);
  console.log(`${kinds.size} kinds, ${instances.length} objects of ${Object.keys(types).length} types with defaults`);
}

function samples(): KubeObject[] {
  const files = globSync('corpus/*.yaml', { cwd: import.meta.dirname }).sort();
  const texts = files.map((file) => readFileSync(join(import.meta.dirname, file), 'utf8'));
  return texts.flatMap((text) => parseAllDocuments(text).map((document) => document.toJS() as KubeObject));
}

async function observed(
  object: KubeObject,
  cluster: RealKubernetes,
  resources: Resources,
  zeros: ZeroProbe,
): Promise<Instance[]> {
  const path = await resources.pathOf(object, NAMESPACE);
  await apply(cluster.api, path, object, 'tidemark-defaults');
  const live = demand(await cluster.api('GET', path), path) as KubeObject;
  const [group = '', version] = object.apiVersion.split('/');
  const root = version === undefined ? `/openapi/v3/api/${group}` : `/openapi/v3/apis/${object.apiVersion}`;
  const document = (await documentAt(cluster, root)) as OpenApiDocument;
  const kind = version === undefined ? { group: '', version: group } : { group, version };
  const schema = schemaOf(document, { ...kind, kind: object.kind });
  if (schema === null) throw new Error(`no schema of ${object.kind}`);
  await zeros.probe(object, path, schema, document);
  const spot = { type: schema.typeName ?? object.kind, kind: object.kind, root: live, around: {} };
  const place = `${object.kind}/${object.metadata.name.replace(/-[ab]$/, '')}`;
  return observe(comparedPart(object), comparedPart(live), schema, { ...spot, place });
}

const documents = new Map<string, Promise<unknown>>();

function documentAt(cluster: RealKubernetes, path: string): Promise<unknown> {
  const known = documents.get(path) ?? cluster.api('GET', path).then((answer) => demand(answer, path));
  documents.set(path, known);
  return known;
}

await generate();
