import { countKinds, nobody, objectName } from '#components/drift/object-words.ts';
import type { DriftEvidence } from '#lib/contract/incidents.ts';
import { formatCount } from '#lib/format/numbers.ts';

const and = new Intl.ListFormat('en-GB');

/** Objects and managers named in the sentence; the rest is counted. */
const NAMED = 3;

/** What drifts and who wrote it, in a sentence or two; null where no object is known. */
export function driftVerdict({ objects, total, driftingNow }: DriftEvidence): string | undefined {
  if (objects.length === 0) return undefined;
  const names = listed(objects.map(objectName), total);
  const drifting = objects.filter(({ state }) => state === 'drifted');
  // While something drifts, that alone is what somebody must look at.
  const told = drifting.length > 0 ? drifting : objects;
  const managers = [...new Set(told.flatMap((object) => object.managers))];
  const details = told.flatMap((object) => object.details);
  const who =
    managers.length === 0
      ? nobody(details.length > 0 && details.every(({ kind }) => kind === 'missing'))
      : `Written by ${listed(managers, managers.length)}.`;
  const now =
    driftingNow === 0
      ? `${names} drifted${sinceThen(objects, total)}`
      : driftingNow === total
        ? `${names} ${total === 1 ? 'is' : 'are'} not as git says.`
        : `${formatCount(driftingNow)} of ${formatCount(total, 'object')} still ${driftingNow === 1 ? 'is' : 'are'} not as git says: ${listed(told.map(objectName), driftingNow)}.`;
  return `${now} ${who}`;
}

/** What became of objects of which nothing drifts in this incident: an ignore rule makes nothing as git says. */
function sinceThen(objects: DriftEvidence['objects'], total: number): string {
  const again = objects.filter(({ state }) => state === 'drifted');
  if (again.length > 0) {
    const incidents = [...new Set(again.flatMap(({ incidentId }) => (incidentId === null ? [] : [incidentId])))];
    const where = incidents.length === 0 ? '' : ` (${and.format(incidents.map((id) => `incident ${id}`))})`;
    const who = again.length === total ? (total === 1 ? 'it' : 'all of them') : formatCount(again.length, 'object');
    return `; ${who} ${again.length === 1 ? 'drifts' : 'drift'} again${where}.`;
  }
  const ignored = objects.filter(({ state }) => state === 'ignored').length;
  if (ignored === 0) return `, and ${total === 1 ? 'is' : 'are'} as git says now.`;
  const all = ignored === total ? 'what differs' : `what differs of ${formatCount(ignored, 'object')}`;
  return `; ignore rules hide ${all} now.`;
}

/** Differences that count, over all objects shown. */
export function countDifferences({ objects }: Pick<DriftEvidence, 'objects'>): number {
  const counting = objects.filter(({ state }) => state === 'drifted').flatMap(({ details }) => details);
  return Object.values(countKinds(counting.filter(({ ignoredBy }) => ignoredBy === null))).reduce(
    (sum, count) => sum + count,
    0,
  );
}

function listed(names: readonly string[], total: number): string {
  const named = names.slice(0, NAMED);
  const more = total - named.length;
  return and.format([...named, ...(more > 0 ? [`${more} more`] : [])]);
}
