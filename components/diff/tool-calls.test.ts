import { expect, it } from 'vitest';
import { toolCallText } from './tool-calls.ts';

it.each([
  ['none', null, ''],
  [
    'sorted and indented',
    [{ name: 'get_weather', argumentsJson: '{"unit":"c","at":{"lon":2,"lat":1}}' }],
    'get_weather\n{\n  "at": {\n    "lat": 1,\n    "lon": 2\n  },\n  "unit": "c"\n}',
  ],
  ['broken', [{ name: 'f', argumentsJson: '{"a":' }], 'f\n(not valid JSON) {"a":'],
  [
    'several',
    [
      { name: 'f', argumentsJson: '[]' },
      { name: 'g', argumentsJson: '1' },
    ],
    'f\n[]\n\ng\n1',
  ],
])('%s', (_name, calls, expected) => {
  expect(toolCallText(calls)).toBe(expected);
});
