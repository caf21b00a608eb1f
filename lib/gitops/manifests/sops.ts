import type { Json, JsonObject } from '#lib/kubernetes/types.ts';
import { isJsonObject, objectAt, textAt, textsAt } from '../json.ts';

const ENCRYPTED = /^ENC\[AES256_GCM,data:/;

/** Whether SOPS encrypted values of an object: it left its own entry with a code over the whole, or values of its form. */
export function isSopsEncrypted(object: JsonObject): boolean {
  return textAt(object, 'sops', 'mac') !== null || holdsEncrypted(object);
}

/** Marks of SOPS in files of its formats: what a generator took in whole, Flux decrypts before it builds. */
const FILE_MARKS = /"mac": "ENC\[|^sops_mac=ENC\[|^\[sops\]|^\s+mac: ENC\[/m;

/** Whether kustomize generated a Secret or ConfigMap from an encrypted file, which it cannot see into. */
export function isBuiltFromEncrypted(object: JsonObject): boolean {
  if (object.kind !== 'Secret' && object.kind !== 'ConfigMap') return false;
  const isSecret = object.kind === 'Secret';
  const texts = Object.values(textsAt(object, 'data'));
  return (
    texts.some((text) => FILE_MARKS.test(isSecret ? Buffer.from(text, 'base64').toString('utf8') : text)) ||
    'sops_mac' in textsAt(object, 'data')
  );
}

/** The object without SOPS's own entry; its keys stay, its encrypted values say nothing about the cluster. */
export function withoutSopsMetadata<T extends JsonObject>(object: T): T {
  if (objectAt(object, 'sops') === null) return object;
  const { sops: _, ...rest } = object;
  // Leaving out one entry that no Kubernetes object has keeps all others.
  return rest as unknown as T;
}

function holdsEncrypted(value: Json): boolean {
  if (typeof value === 'string') return ENCRYPTED.test(value);
  if (Array.isArray(value)) return value.some(holdsEncrypted);
  return isJsonObject(value) && Object.values(value).some(holdsEncrypted);
}
