import { expect, it } from 'vitest';
import { fieldErrors } from '#components/form/field-errors.ts';
import { REPETITION_CHOICES, type StartFields, startFields, toStartBody } from './start-fields.ts';

const check: StartFields = { endpointId: '3', purpose: 'check', plan: 'own', repetitions: 3, reason: '' };
const baseline: StartFields = { ...check, purpose: 'baseline' };

it.each<[string, StartFields, Record<string, string>]>([
  ['a check', check, {}],
  ['a check by another plan', { ...check, plan: 'deep' }, {}],
  ['a baseline with a reason', { ...baseline, reason: 'New model' }, {}],
  ['a baseline without one', { ...baseline, reason: ' ' }, { reason: 'Say in a few words why.' }],
  ['nothing chosen', { ...check, endpointId: null }, { endpointId: 'Needed.' }],
])('%s', (_name, fields, errors) => {
  expect(fieldErrors(startFields, toStartBody(fields))).toEqual(errors);
});

it('sends with each purpose what belongs to it', () => {
  expect(toStartBody({ ...check, reason: 'typed before' })).toEqual({ endpointId: 3, purpose: 'check' });
  expect(toStartBody({ ...check, plan: 'single' })).toEqual({ endpointId: 3, purpose: 'check', plan: 'single' });
  expect(toStartBody({ ...baseline, plan: 'deep', repetitions: 5, reason: 'Moved' })).toEqual({
    endpointId: 3,
    purpose: 'baseline',
    repetitions: 5,
    reason: 'Moved',
  });
});

it('offers three to five answers of a baseline', () => {
  expect(REPETITION_CHOICES).toEqual([3, 4, 5]);
});
