import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applied, entryOf } from '../testing/applied.ts';
import { compared, GITOPS, linesOf, widget } from '../testing/comparison.ts';
import { testSchema } from '../testing/schema.ts';
import type { Json, JsonObject, KubeObject } from '../types.ts';

const word = fc.stringMatching(/^[a-z]{1,6}$/);
const anyText = fc.string({ minLength: 1, maxLength: 8 });
const quantity = fc
  .tuple(fc.integer({ min: 1, max: 9999 }), fc.constantFrom('', 'm', 'k', 'Mi', 'Gi'))
  .map((parts) => parts.join(''));
const texts = fc.dictionary(fc.oneof(word, anyText), anyText, { maxKeys: 3 });
const port = fc.record(
  { port: fc.integer({ min: 1, max: 65535 }), protocol: fc.constantFrom('TCP', 'UDP'), note: word },
  { requiredKeys: ['port'] },
);
const part = fc.record(
  {
    name: word,
    image: anyText,
    args: fc.array(anyText, { maxLength: 3 }),
    env: fc.uniqueArray(fc.record({ name: word, value: anyText }), { selector: ({ name }) => name, maxLength: 3 }),
    ports: fc.uniqueArray(port, {
      selector: ({ port: number, protocol = 'TCP' }) => `${number}${protocol}`,
      maxLength: 3,
    }),
    limits: fc.dictionary(word, quantity, { maxKeys: 2 }),
    target: fc.oneof(fc.integer({ min: 1 }), word),
  },
  { requiredKeys: ['name', 'image'] },
);
const spec = fc.record(
  {
    replicas: fc.nat({ max: 9 }),
    paused: fc.boolean(),
    size: quantity,
    selector: texts,
    parts: fc.uniqueArray(part, { selector: ({ name }) => name, maxLength: 3 }),
    rules: fc.array(fc.record({ verbs: fc.array(word, { minLength: 1 }) }), { maxLength: 2 }),
    anything: fc.dictionary(word, fc.jsonValue({ maxDepth: 2 })),
  },
  { requiredKeys: ['replicas', 'parts'] },
);
const metadata = fc.record({ labels: texts, finalizers: fc.uniqueArray(word, { maxLength: 3 }) }, { requiredKeys: [] });
const widgets = fc.tuple(spec, metadata).map(([inner, described]) => widget(inner as JsonObject, described));

const schema = testSchema('Widget');

/** A change of a live object, its record of owners included: which place, and what becomes of it; undefined: it goes. */
const tampering = fc.array(
  fc.record({
    place: fc.nat(),
    value: fc.constantFrom<Json | undefined>(undefined, null, 0, '', false, 'x', 7, [], {}, { x: 'y' }),
  }),
  { maxLength: 4 },
);

/** Every member of an object that is compared or on record, with what it is a member of. */
function placesIn(value: Json, found: [Record<string, Json> | Json[], string][] = []) {
  if (typeof value !== 'object' || value === null) return found;
  for (const [key, member] of Object.entries(value)) {
    found.push([value as Record<string, Json> | Json[], key]);
    placesIn(member, found);
  }
  return found;
}

function tampered(object: KubeObject, changes: readonly { place: number; value: Json | undefined }[]): KubeObject {
  const copy = structuredClone(object);
  for (const { place, value } of changes) {
    const places = [...placesIn({ spec: copy.spec ?? null }), ...placesIn(copy.metadata as JsonObject)];
    const [parent, key] = places[place % places.length] ?? [];
    if (parent === undefined || key === undefined || key === 'name' || key === 'namespace') continue;
    if (value !== undefined) Reflect.set(parent, key, structuredClone(value));
    else if (Array.isArray(parent)) parent.splice(Number(key), 1);
    else delete parent[key];
  }
  return copy;
}
const specOf = (object: KubeObject) => object.spec as JsonObject & { parts: (JsonObject & { name: string })[] };

/** The object as another client might have written it: lists that have no order turned round, empties written out. */
function turned(object: KubeObject): KubeObject {
  const { parts, ...rest } = specOf(object);
  return { ...object, status: { phase: 'x' }, spec: { ...rest, parent: null, parts: parts.toReversed() } };
}

describe('compareObject', () => {
  it('finds nothing in what was applied as it stands', () => {
    fc.assert(
      fc.property(widgets, (object) => {
        const comparison = compared(object);
        expect(comparison.findings).toEqual([]);
        expect(comparison.liveHash).toBe(comparison.expectedHash);
      }),
    );
  });

  it('does not mind order and spelling, on either side, and hashes them alike', () => {
    fc.assert(
      fc.property(widgets, (object) => {
        const live = applied(turned(object), schema, GITOPS);
        expect(compared(object, { live }).findings).toEqual([]);
        expect(compared(turned(object)).expectedHash).toBe(compared(object).expectedHash);
      }),
    );
  });

  it('finds what somebody adds, where it was added', () => {
    const added = fc.constantFrom<[string, (object: KubeObject) => KubeObject, JsonObject]>(
      [
        'metadata.labels.zzadded',
        ({ metadata: { labels, ...rest }, ...object }) =>
          ({ ...object, metadata: { ...rest, labels: { ...(labels as object), zzadded: 'x' } } }) as KubeObject,
        { 'f:metadata': { 'f:labels': { 'f:zzadded': {} } } },
      ],
      [
        'spec.parts[name="zzadded"]',
        (object) => ({
          ...object,
          spec: { ...specOf(object), parts: [...specOf(object).parts, { name: 'zzadded', image: 'i' }] },
        }),
        { 'f:spec': { 'f:parts': { 'k:{"name":"zzadded"}': { '.': {}, 'f:name': {}, 'f:image': {} } } } },
      ],
      [
        'spec.parent',
        (object) => ({ ...object, spec: { ...specOf(object), parent: { replicas: 1 } } }),
        { 'f:spec': { 'f:parent': { '.': {}, 'f:replicas': {} } } },
      ],
    );
    fc.assert(
      fc.property(widgets, added, (object, [path, add, fields]) => {
        const entry = entryOf('kubectl-edit', 'Update', fields, object.apiVersion);
        const own = applied(object, schema, GITOPS);
        const live = add({
          ...own,
          metadata: { ...own.metadata, managedFields: [...(own.metadata.managedFields as []), entry] },
        });
        const comparison = compared(object, { live });
        expect(linesOf(comparison)).toEqual([`foreign ${path}`]);
        expect(comparison.findings[0]?.writer?.manager).toBe('kubectl-edit');
        expect(comparison.liveHash).not.toBe(comparison.expectedHash);
      }),
    );
  });

  it('ignores what nobody owns, and counts it once the record is lost', () => {
    fc.assert(
      fc.property(widgets, (object) => {
        const injected = { name: 'zzinjected', image: 'i' };
        const inject = (live: KubeObject): KubeObject => ({
          ...live,
          spec: { ...specOf(live), parts: [...specOf(live).parts, injected] },
        });
        const live = inject(applied(object, schema, GITOPS));
        expect(compared(object, { live }).findings).toEqual([]);
        const reset = { ...live, metadata: { ...live.metadata, managedFields: [{}] } };
        expect(linesOf(compared(object, { live: reset }))).toEqual([
          'ownership-lost metadata.managedFields',
          'foreign spec.parts[name="zzinjected"]',
        ]);
      }),
    );
  });

  it('finds the same on the short way past what is as asked and on the long one', () => {
    const defaults = {
      serverVersion: 'v1',
      types: {},
      keepsZero: { 'io.k8s.api.test.v1.WidgetSpec': { paused: false } },
    };
    let drifted = 0;
    fc.assert(
      fc.property(widgets, tampering, fc.boolean(), (object, changes, isStrict) => {
        const live = tampered(applied(object, schema, GITOPS), changes);
        const found = (isEncrypted: boolean) => {
          const { findings } = compared(object, { live, defaults, isStrict, isEncrypted });
          return findings.map(({ kind, path, writer }) => ({ kind, path, writer }));
        };
        // Where values may be encrypted, each is looked at the long way.
        const long = found(true);
        expect(found(false)).toEqual(long);
        drifted += Number(long.length > 0);
      }),
      { numRuns: 1000 },
    );
    expect(drifted).toBeGreaterThan(100);
  });

  it('finds every part that is gone or another', () => {
    fc.assert(
      fc.property(widgets, fc.nat(), (object, which) => {
        const { parts } = specOf(object);
        fc.pre(parts.length > 0);
        const chosen = parts[which % parts.length];
        const live = applied(object, schema, GITOPS);
        const without = { ...live, spec: { ...specOf(live), parts: parts.filter((each) => each !== chosen) } };
        expect(linesOf(compared(object, { live: without }))).toEqual([`missing spec.parts[name="${chosen?.name}"]`]);
        const changed = parts.map((each) => (each === chosen ? { ...each, image: `${each.image}x` } : each));
        expect(linesOf(compared(object, { live: { ...live, spec: { ...specOf(live), parts: changed } } }))).toEqual([
          `modified spec.parts[name="${chosen?.name}"].image`,
        ]);
      }),
    );
  });
});
