import { expect, it } from 'vitest';
import type { PromptSpec } from '#lib/suites/format.ts';

type Expectation = PromptSpec['expect'];

import { expectationWords } from './expectation-words.ts';

it.each<[Expectation, string]>([
  [{ kind: 'one-of', answers: ['yes', 'no'] }, 'One of yes, no'],
  [{ kind: 'one-of', answers: ['yes', 'no'], correct: 'no' }, '“no”'],
  [{ kind: 'json', schema: {} }, 'JSON that fits a schema'],
  [{ kind: 'tool-call', name: 'create_ticket', arguments: {} }, 'Call of create_ticket'],
  [{ kind: 'refusal', stance: 'decline' }, 'Declines'],
  [{ kind: 'code', language: 'python' }, 'Code in python'],
  [{ kind: 'text' }, 'Free text'],
  [{ kind: 'text', contains: ['17'] }, 'Text with 17'],
])('%j', (expectation, words) => {
  expect(expectationWords(expectation)).toBe(words);
});
