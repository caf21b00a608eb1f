import type { Json, JsonObject } from '#lib/kubernetes/types.ts';
import { isJsonObject, objectAt, textAt } from '../json.ts';

const ENCRYPTED = /^ENC\[AES256_GCM,data:/;

/** Whether SOPS encrypted values of an object: it left its own entry with a code over the whole, or values of its form. */
export function isSopsEncrypted(object: JsonObject): boolean {
  return textAt(object, 'sops', 'mac') !== null || holdsEncrypted(object);
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
