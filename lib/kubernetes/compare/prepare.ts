import type { Json, JsonObject } from '../types.ts';
import { isJsonObject, memberOf, objectIn } from '../values/json.ts';
import { isCipherText } from './encrypted.ts';

/** Written by the API server alone, or naming the object instead of describing it. */
const SERVER_METADATA = [
  'creationTimestamp',
  'deletionGracePeriodSeconds',
  'deletionTimestamp',
  'generateName',
  'generation',
  'managedFields',
  'name',
  'namespace',
  'resourceVersion',
  'selfLink',
  'uid',
];

/** What clients note about their own last apply. */
const APPLY_NOTES = ['kubectl.kubernetes.io/last-applied-configuration'];

/** What of an object is compared: everything but its name, its status and what the server notes about it. */
export function comparedPart(object: JsonObject): JsonObject {
  const { metadata, status: _status, sops: _sops, ...rest } = without(object, ['apiVersion', 'kind']);
  const described = isJsonObject(metadata) ? without(metadata, SERVER_METADATA) : {};
  const annotations = without(objectIn(described, 'annotations'), APPLY_NOTES);
  const part: JsonObject = { metadata: { ...described, annotations }, ...rest };
  return isSecret(object) ? withStringDataFolded(part) : part;
}

/** Whether an object is a Secret of the core group, whose values are never shown. */
export function isSecret(object: JsonObject): boolean {
  return object.apiVersion === 'v1' && object.kind === 'Secret';
}

function without(object: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
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
