import { expect, it } from 'vitest';
import { type Lens, whyUnfit } from './fit.ts';

const LENS: Lens = { suiteVersionId: 1, normaliserVersion: 'text-1', encoderId: 'use', judgeId: 'judge' };

it.each<[string, Partial<Lens>, Partial<Lens>, RegExp | null]>([
  ['nothing changed', {}, {}, null],
  ['the suite has a new version', {}, { suiteVersionId: 2 }, /another version/],
  ['the normaliser changed', {}, { normaliserVersion: 'text-2' }, /text-2 instead of text-1/],
  ['the encoder changed', {}, { encoderId: 'other' }, /encoded by other instead of use/],
  ['the judge changed', {}, { judgeId: 'other' }, /judged by other instead of judge/],
  ['an encoder came', { encoderId: null }, {}, null],
  ['a judge came', { judgeId: null }, {}, null],
  ['the judge went', {}, { judgeId: null }, null],
])('%s', (_, baseline, now, reason) => {
  const why = whyUnfit({ ...LENS, ...baseline }, { ...LENS, ...now });
  if (reason === null) expect(why).toBeNull();
  else expect(why).toMatch(reason);
});
