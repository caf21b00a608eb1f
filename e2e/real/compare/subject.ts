import { setTimeout as sleep } from 'node:timers/promises';
import { type ComparisonInput, compareObject } from '#lib/kubernetes/compare/compare-object.ts';
import { TRUSTED_WRITERS } from '#lib/kubernetes/compare/ownership/trusted.ts';
import { kindOf } from '#lib/kubernetes/compare/ref.ts';
import type { ObjectComparison } from '#lib/kubernetes/compare/types.ts';
import { BUILT_IN_DEFAULTS } from '#lib/kubernetes/defaults/built-in.ts';
import type { SchemaNode } from '#lib/kubernetes/schema/node.ts';
import { type OpenApiDocument, schemaOf } from '#lib/kubernetes/schema/schema-of.ts';
import type { KubeObject } from '#lib/kubernetes/types.ts';
import { memberOf, objectIn } from '#lib/kubernetes/values/json.ts';
import { Resources } from '../defaults/resources.ts';
import { kubectl } from '../servers/kubectl.ts';
import type { RealKubernetes } from '../servers/kubernetes.ts';
import { apply, demand } from '../servers/start/api.ts';

export const NAMESPACE = 'shop';
export const GITOPS = 'kustomize-controller';

/** How git's objects come into the cluster. */
export type Way = 'server-side apply' | 'create' | 'client-side apply';

/** A real cluster and the comparison of single objects with it. */
export class Bench {
  readonly cluster: RealKubernetes;
  readonly #resources: Resources;
  readonly #documents = new Map<string, OpenApiDocument>();

  constructor(cluster: RealKubernetes) {
    this.cluster = cluster;
    this.#resources = new Resources(cluster);
  }

  /** Brings an object into the cluster. */
  async bring(object: KubeObject, way: Way, manager = GITOPS): Promise<void> {
    if (way === 'server-side apply') {
      await apply(this.cluster.api, await this.pathOf(object), object, manager);
      return;
    }
    const verb = way === 'create' ? 'create' : 'apply';
    const { exitCode, errors } = await kubectl(
      this.cluster,
      [verb, '-n', NAMESPACE, '-f', '-'],
      JSON.stringify(object),
    );
    if (exitCode !== 0) throw new Error(errors);
  }

  pathOf(object: KubeObject): Promise<string> {
    return this.#resources.pathOf(object, NAMESPACE);
  }

  /** Changes an object as somebody who is not git. */
  async patch(object: KubeObject, patch: unknown, manager: string, subresource = ''): Promise<void> {
    const path = `${await this.pathOf(object)}${subresource}?fieldManager=${manager}`;
    const contentType = Array.isArray(patch) ? 'application/json-patch+json' : 'application/strategic-merge-patch+json';
    const answer = await this.cluster.api('PATCH', path, { body: patch, contentType });
    const isUnsupported = answer.status === 415;
    const merge = { body: patch, contentType: 'application/merge-patch+json' };
    demand(isUnsupported ? await this.cluster.api('PATCH', path, merge) : answer, path);
  }

  async live(object: KubeObject): Promise<KubeObject | null> {
    const { status, body } = await this.cluster.api('GET', await this.pathOf(object));
    return status === 404 ? null : (body as KubeObject);
  }

  async compare(object: KubeObject, over: Partial<ComparisonInput> = {}): Promise<ObjectComparison> {
    const schema = await this.#schemaOf(object);
    return compareObject({
      expected: object,
      live: over.live === undefined ? await this.live(object) : over.live,
      schema,
      defaults: BUILT_IN_DEFAULTS,
      gitopsManager: GITOPS,
      trusted: TRUSTED_WRITERS,
      isEncrypted: false,
      ignoredPointers: [],
      isScaled: false,
      isStrict: false,
      lastSeenUid: null,
      ...over,
    });
  }

  /** The type of an object, and the fields that the server knows of its named types. */
  async typesOf(object: KubeObject) {
    const schema = await this.#schemaOf(object);
    const schemas = objectIn(memberOf(this.#documents.get(object.apiVersion), 'components'), 'schemas');
    const fieldNames = (type: string) => Object.keys(objectIn(memberOf(schemas, type), 'properties'));
    return { schema, fieldNames };
  }

  /** Custom kinds are described a moment after they are served. */
  async #schemaOf(object: KubeObject): Promise<SchemaNode> {
    const root = object.apiVersion.includes('/') ? '/openapi/v3/apis' : '/openapi/v3/api';
    for (let tries = 0; tries < 100; tries++) {
      const known =
        this.#documents.get(object.apiVersion) ?? (await this.#readDocument(`${root}/${object.apiVersion}`));
      const schema = known && schemaOf(known, kindOf(object));
      if (known !== null && schema !== null) {
        this.#documents.set(object.apiVersion, known);
        return schema;
      }
      await sleep(100);
    }
    throw new Error(`no schema of ${object.kind}`);
  }

  /** Null where the group is not described yet. */
  async #readDocument(path: string): Promise<OpenApiDocument | null> {
    const answer = await this.cluster.api('GET', path);
    return answer.status === 404 ? null : (demand(answer, path) as OpenApiDocument);
  }

  /** Whether kubectl's server-side diff, by which others detect drift, sees a difference. */
  async kubectlSeesDrift(object: KubeObject): Promise<boolean> {
    const args = [
      'diff',
      '--server-side',
      '--force-conflicts',
      `--field-manager=${GITOPS}`,
      '-n',
      NAMESPACE,
      '-f',
      '-',
    ];
    return (await kubectl(this.cluster, args, JSON.stringify(object))).exitCode === 1;
  }
}
