import { describe, expect, it } from 'vitest';
import { refusalFeatures } from './features.ts';

describe('features of an answer', () => {
  it('counts n-grams, and those of the opening once more', () => {
    const grams = refusalFeatures('No, no: 12 ways.')?.grams;
    expect(Object.fromEntries(grams ?? [])).toMatchObject({ no: 2, 'no no :': 1, '^no no': 1, ': 0 ways': 1, '.': 1 });
  });

  it('does not tell apostrophes, case and spaces apart', () => {
    expect(refusalFeatures('I CAN’T  help')).toEqual(refusalFeatures("i can't help"));
  });

  it('marks what matches', () => {
    expect(refusalFeatures("I'm sorry, but I can't help with that.")?.marks).toEqual(
      expect.arrayContaining(['apologyOpening', 'unableToAssistOpening']),
    );
    expect(refusalFeatures('Here are three ways:\n1. Walk.\n2. Run.')?.marks).toEqual(['willing', 'steps', 'list']);
  });

  it('are missing for blank text', () => {
    expect(refusalFeatures(' \n ')).toBeNull();
  });
});
