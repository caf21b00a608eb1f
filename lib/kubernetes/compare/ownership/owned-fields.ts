import type { Json, JsonObject } from '../../types.ts';
import { isJsonObject, listIn, objectIn, stringIn } from '../../values/json.ts';
import type { FieldWriter } from '../types.ts';

/** What one writer owns of an object: an entry of `metadata.managedFields`. */
export interface OwnedFields {
  writer: FieldWriter;
  /** Version whose field names the entry uses. */
  apiVersion: string;
  /** `fieldsV1`: members `f:<field>`, `k:<keys>`, `v:<value>`, `i:<index>`, and `.` for the place itself. */
  fields: JsonObject;
}

/** Reads `metadata.managedFields` of a live object; entries that name no fields are left out. */
export function ownedFieldsOf(live: JsonObject): OwnedFields[] {
  const isSecret = live.apiVersion === 'v1' && live.kind === 'Secret';
  return listIn(objectIn(live, 'metadata'), 'managedFields').flatMap((entry) => {
    const fields = objectIn(entry, 'fieldsV1');
    const writer = writerOf(entry);
    if (writer === null || Object.keys(fields).length === 0) return [];
    const apiVersion = stringIn(entry, 'apiVersion') ?? '';
    return [{ writer, apiVersion, fields: isSecret ? withStringDataFolded(fields) : fields }];
  });
}

function writerOf(entry: Json): FieldWriter | null {
  if (!isJsonObject(entry)) return null;
  const { operation } = entry;
  if (operation !== 'Apply' && operation !== 'Update') return null;
  return {
    manager: stringIn(entry, 'manager') ?? '',
    operation,
    subresource: stringIn(entry, 'subresource') || null,
    time: stringIn(entry, 'time'),
  };
}

/** The server stores `stringData` in `data`, but keeps the owner on record under the name that was sent. */
function withStringDataFolded(fields: JsonObject): JsonObject {
  const { 'f:stringData': sent, ...others } = fields;
  if (!isJsonObject(sent)) return fields;
  return { ...others, 'f:data': { ...objectIn(fields, 'f:data'), ...sent } };
}
