import type { SchemaNode } from '#lib/kubernetes/schema/node.ts';
import type { OpenApiDocument } from '#lib/kubernetes/schema/schema-of.ts';
import type { Json, JsonObject, KubeObject } from '#lib/kubernetes/types.ts';
import { isJsonList, isJsonObject, memberOf, objectIn } from '#lib/kubernetes/values/json.ts';
import type { RealKubernetes } from '../servers/kubernetes.ts';

/** Whether a server keeps zeros, by type and field. */
export type KeepsZero = Record<string, Record<string, boolean>>;

const ZEROS: Readonly<Record<string, Json>> = { boolean: false, integer: 0, string: '' };

/** An object of a type within a sample. */
interface Spot {
  type: string;
  path: readonly (string | number)[];
}

/** Tries a zero in every scalar field that a sample could have, without storing anything, and notes which ones stay. */
export class ZeroProbe {
  readonly found: KeepsZero = {};
  readonly #cluster: RealKubernetes;

  constructor(cluster: RealKubernetes) {
    this.#cluster = cluster;
  }

  async probe(sample: KubeObject, path: string, schema: SchemaNode, document: OpenApiDocument): Promise<void> {
    const schemas = objectIn(memberOf(document, 'components'), 'schemas');
    for (const spot of spotsIn(sample, schema, [])) {
      const properties = objectIn(memberOf(schemas, spot.type), 'properties');
      for (const [field, property] of Object.entries(properties)) {
        const zero = ZEROS[String(memberOf(property, 'type'))];
        const isTold = this.found[spot.type]?.[field] !== undefined;
        if (zero === undefined || isTold || spot.type.endsWith('.ObjectMeta')) continue;
        await this.#try(sample, `${path}-zero`, spot, field, zero);
      }
    }
  }

  async #try(sample: KubeObject, path: string, { type, path: at }: Spot, field: string, zero: Json): Promise<void> {
    const named = { ...sample, metadata: { ...sample.metadata, name: path.slice(path.lastIndexOf('/') + 1) } };
    const body = withMember(named, [...at, field], zero);
    const contentType = 'application/apply-patch+yaml';
    const answer = await this.#cluster.api('PATCH', `${path}?fieldManager=zero&dryRun=All`, { body, contentType });
    if (answer.status < 200 || answer.status >= 300) return;
    const holder = at.reduce<Json | undefined>((value, step) => stepInto(value, step), answer.body as JsonObject);
    if (!isJsonObject(holder)) return;
    const kept = memberOf(holder, field);
    this.found[type] ??= {};
    this.found[type][field] = kept === zero;
  }
}

function spotsIn(value: Json, node: SchemaNode, path: readonly (string | number)[]): Spot[] {
  if (isJsonList(value)) {
    if (node.kind !== 'list') return [];
    return value.flatMap((item, index) => spotsIn(item, node.items(), [...path, index]));
  }
  if (!isJsonObject(value) || node.kind !== 'struct') return [];
  const own = node.typeName === null ? [] : [{ type: node.typeName, path }];
  const inner = Object.entries(value).flatMap(([name, member]) => spotsIn(member, node.field(name), [...path, name]));
  return [...own, ...inner];
}

function stepInto(value: Json | undefined, step: string | number): Json | undefined {
  return typeof step === 'number' ? (isJsonList(value) ? value[step] : undefined) : memberOf(value, step);
}

function withMember(value: Json, [step, ...rest]: readonly (string | number)[], member: Json): Json {
  if (step === undefined) return member;
  if (typeof step === 'number') {
    return isJsonList(value)
      ? value.map((item, index) => (index === step ? withMember(item, rest, member) : item))
      : value;
  }
  return isJsonObject(value) ? { ...value, [step]: withMember(value[step] ?? {}, rest, member) } : value;
}
