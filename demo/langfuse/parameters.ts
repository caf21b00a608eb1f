import { json, type Reply } from '../http.ts';
import type { DemoProject, DemoScore } from './project.ts';

/** A request that Langfuse would refuse with 400. */
export class BadRequest extends Error {}

/** Langfuse's error body. */
export function refusal(status: number, message: string, headers: Record<string, string> = {}): Reply {
  return json(status, { message, error: status === 400 ? 'InvalidRequestError' : 'Error' }, headers);
}

/** @throws BadRequest for parameters that the address does not know: v4 refuses them. */
export function allowOnly(query: URLSearchParams, known: readonly string[]): void {
  const unknown = [...query.keys()].filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new BadRequest(`Invalid request data: unrecognized keys ${unknown.join(', ')}`);
}

/** @throws BadRequest for a group that is none. */
export function groups(query: URLSearchParams, known: readonly string[]): string[] {
  const wanted = query.get('fields')?.split(',') ?? [];
  const unknown = wanted.filter((group) => !known.includes(group));
  if (unknown.length > 0) throw new BadRequest(`Unknown field group ${unknown.join(', ')}`);
  return wanted;
}

/** @throws BadRequest when it is no whole number from 1 to `largest`. */
export function countOf(query: URLSearchParams, name: string, otherwise: number, largest: number): number {
  const value = Number(query.get(name) ?? otherwise);
  if (!Number.isInteger(value) || value < 1 || value > largest) throw new BadRequest(`${name} must be 1 to ${largest}`);
  return value;
}

/** @throws BadRequest when it is there and no ISO 8601 moment. */
export function momentOf(query: URLSearchParams, name: string): Date | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) throw new BadRequest(`${name} must be a moment`);
  return at;
}

/** Scores within the asked time, of the asked name, at most the asked value; newest first. */
export function scoresOf(project: DemoProject, query: URLSearchParams, largest: string): DemoScore[] {
  const from = momentOf(query, 'fromTimestamp');
  const to = momentOf(query, 'toTimestamp');
  const names = query.get('name')?.split(',');
  const limit = query.get(largest);
  const atMost = limit === null ? undefined : Number(limit);
  if (Number.isNaN(atMost)) throw new BadRequest(`${largest} must be a number`);
  return project.scores.filter(
    ({ name, value, at }) =>
      (names === undefined || names.includes(name)) &&
      (atMost === undefined || value <= atMost) &&
      (from === undefined || at >= from) &&
      (to === undefined || at < to),
  );
}
