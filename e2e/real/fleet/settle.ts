import type { JsonObject, KubeObject } from '#lib/kubernetes/types.ts';
import { sha256 } from '#lib/platform/crypto.ts';

const TIME = /"(20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?Z"/g;

/**
 * An object with nothing in it that another recording would change: what was written before `cut` was written at
 * `before`, the rest at `after`; its id comes of its name.
 */
export function settled(object: KubeObject, cut: Date, before: string, after: string): KubeObject {
  const text = JSON.stringify(object).replace(TIME, (_, second: string) => {
    return JSON.stringify(Date.parse(`${second}Z`) < cut.getTime() ? before : after);
  });
  const { metadata, ...rest }: JsonObject & KubeObject = JSON.parse(text);
  const { resourceVersion: _version, ...kept } = metadata;
  const uid = uidOf(`${object.kind} ${metadata.namespace} ${metadata.name}`);
  return { ...rest, metadata: { ...kept, name: metadata.name, uid } };
}

function uidOf(seed: string): string {
  return sha256(seed).replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-8$4-$5');
}

/** A definition of custom kinds without prose, and with the versions alone that are asked for. */
export function slimDefinition({ apiVersion, kind, metadata, spec }: KubeObject): KubeObject {
  const { name } = metadata;
  const text = JSON.stringify(spec, (key, value) =>
    (key === 'description' && typeof value === 'string') || key === 'additionalPrinterColumns' ? undefined : value,
  );
  return { apiVersion, kind, metadata: { name }, spec: JSON.parse(text) };
}
