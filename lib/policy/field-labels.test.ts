import { expect, test } from 'vitest';
import { fieldLabel, fieldLabels } from './field-labels.ts';

test('fields have names that people know', () => {
  expect(fieldLabels({ baseUrl: 1, apiKey: 2 })).toBe('base URL, key');
});

test.each(['of a later version', 'constructor'])('a field without a name stands for itself: %s', (field) => {
  expect(fieldLabel(field)).toBe(field);
});
