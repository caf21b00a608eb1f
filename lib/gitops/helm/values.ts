import type { JsonObject } from '#lib/kubernetes/types.ts';
import { mergeValues } from '../flux/helm-release.ts';
import type { HelmReleasePlan } from '../flux/types.ts';
import { isJsonObject } from '../json.ts';
import type { ReferenceValues } from '../render/variables.ts';
import { readDocuments } from '../yaml/read.ts';

/** Values that a HelmRelease gives its chart: of its references in their order, then its own, which win. */
export function releaseValues(
  { valuesFrom, values }: Pick<HelmReleasePlan, 'valuesFrom' | 'values'>,
  valuesOf: ReferenceValues,
): { values: JsonObject } | { problem: string } {
  let merged: JsonObject = {};
  for (const reference of valuesFrom) {
    const place = `${reference.kind} ${reference.name}`;
    const given = valuesOf(reference);
    const text = given === 'unreadable' ? undefined : given?.[reference.key];
    if (text === undefined && given !== 'unreadable' && reference.isOptional) continue;
    if (text === undefined)
      return { problem: `its values stand in key ${reference.key} of ${place}, which cannot be read.` };
    const read = readValues(`key ${reference.key} of ${place}`, text);
    if ('problem' in read) return read;
    merged = mergeValues(merged, read.values);
  }
  return { values: mergeValues(merged, values) };
}

/** One file of values. Its text is not quoted: it may be a Secret's. */
export function readValues(place: string, text: string): { values: JsonObject } | { problem: string } {
  const { documents, problems } = readDocuments(place, text, 'kubernetes');
  const [problem] = problems;
  if (problem !== undefined) return { problem: `${place} cannot be read as YAML (line ${problem.line}).` };
  const value = documents[0]?.value ?? {};
  return isJsonObject(value) ? { values: value } : { problem: `${place} holds no mapping of values.` };
}
