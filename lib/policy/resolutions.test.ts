import { expect, test } from 'vitest';
import { resolutionChoices } from './resolutions.ts';

test('what no provider changed is not closed as its change', () => {
  const values = resolutionChoices('code').map(({ value }) => value);
  expect(values).toEqual(['fixed', 'intended_change', 'false_alarm', 'duplicate']);
  expect(resolutionChoices('config').map(({ value }) => value)).toEqual(values);
  expect(resolutionChoices('model')[0]).toMatchObject({ value: 'provider_change', label: 'Provider change' });
});
