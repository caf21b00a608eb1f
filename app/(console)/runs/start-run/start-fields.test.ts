import { expect, it } from 'vitest';
import { fieldErrors } from '#components/form/field-errors.ts';
import { type StartFields, startFields, toStartBody } from './start-fields.ts';

const check: StartFields = { endpointId: '3', purpose: 'check', repetitions: 1, reason: '' };

it.each<[string, StartFields, Record<string, string>]>([
  ['a check', check, {}],
  ['a baseline with a reason', { ...check, purpose: 'baseline', repetitions: 3, reason: 'New model' }, {}],
  [
    'a baseline without one',
    { ...check, purpose: 'baseline', repetitions: 3, reason: ' ' },
    { reason: 'Say in a few words why.' },
  ],
  [
    'nothing chosen',
    { ...check, endpointId: null, repetitions: '' },
    { endpointId: 'Needed.', repetitions: 'Needed.' },
  ],
])('%s', (_name, fields, errors) => {
  expect(fieldErrors(startFields, toStartBody(fields))).toEqual(errors);
});

it('sends no reason with a check', () => {
  expect(toStartBody({ ...check, reason: 'typed before' })).not.toHaveProperty('reason');
});
