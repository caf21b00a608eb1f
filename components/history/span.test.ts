import { expect, test } from 'vitest';
import type { HistoryMarker, HistoryNight } from '#lib/contract/baselines.ts';
import { spanOf } from './span.ts';

const at = (day: string) => ({ at: `2026-03-${day}:00:00.000Z` });
const span = (nights: string[], markers: string[] = []) =>
  spanOf({
    // Only their moments are looked at.
    nights: nights.map(at) as HistoryNight[],
    markers: markers.map(at) as HistoryMarker[],
  }).map((ms) => new Date(ms).toISOString().slice(8, 13));

test.each<[string, string[], string[], string[]]>([
  ['the first night to the last', ['01T02', '04T02'], [], ['01T02', '04T02']],
  ['the baseline before the first night', ['01T02', '04T02'], ['01T01'], ['01T01', '04T02']],
  ['the incident that the last night opened', ['01T02', '04T02'], ['04T03'], ['01T02', '04T03']],
  ['checks by hand an hour apart', ['02T12', '02T13'], ['02T11'], ['02T11', '02T13']],
  ['a day around a single night', ['02T12'], [], ['02T00', '03T00']],
  ['a day around a night and its baseline', ['02T12'], ['02T10'], ['01T23', '02T23']],
])('spans %s', (_, nights, markers, expected) => {
  expect(span(nights, markers)).toEqual(expected);
});

test('spans a day of nothing', () => {
  expect(spanOf({ nights: [], markers: [] })).toEqual([0, 86_400_000]);
});
