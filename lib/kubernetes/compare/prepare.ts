import type { Json, JsonObject } from '../types.ts';
import { isJsonObject, memberOf, objectIn } from '../values/json.ts';
import { isCipherText } from './encrypted.ts';

/** What clients note about their own last apply. */
const APPLY_NOTE = 'kubectl.kubernetes.io/last-applied-configuration';

/** What of an object is compared: everything but its name, its status and what the server notes about it. */
export function comparedPart(object: JsonObject): JsonObject {
  const { apiVersion: _version, kind: _kind, metadata, status: _status, sops: _sops, ...rest } = object;
  const described = isJsonObject(metadata) ? describing(metadata) : {};
  const { [APPLY_NOTE]: _note, ...annotations } = objectIn(described, 'annotations');
  const part: JsonObject = { metadata: { ...described, annotations }, ...rest };
  return isSecret(object) ? withStringDataFolded(part) : part;
}

/** Without what the API server writes alone, and what names the object instead of describing it. */
function describing({
  creationTimestamp: _created,
  deletionGracePeriodSeconds: _grace,
  deletionTimestamp: _deleted,
  generateName: _prefix,
  generation: _generation,
  managedFields: _record,
  name: _name,
  namespace: _namespace,
  resourceVersion: _version,
  selfLink: _link,
  uid: _uid,
  ...described
}: JsonObject): JsonObject {
  return described;
}

/** Whether an object is a Secret of the core group, whose values are never shown. */
export function isSecret(object: JsonObject): boolean {
  return object.apiVersion === 'v1' && object.kind === 'Secret';
}

/** `stringData` wins over `data` and is stored there in base64; encrypted values stay as they are. */
function withStringDataFolded({ stringData, ...secret }: JsonObject): JsonObject {
  if (!isJsonObject(stringData)) return secret;
  const encoded = Object.entries(stringData).map(([key, value]): [string, Json] => [
    key,
    typeof value === 'string' && !isCipherText(value) ? Buffer.from(value, 'utf8').toString('base64') : value,
  ]);
  const data = memberOf(secret, 'data');
  return { ...secret, data: { ...(isJsonObject(data) ? data : {}), ...Object.fromEntries(encoded) } };
}
