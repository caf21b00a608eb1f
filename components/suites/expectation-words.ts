import { assertNever } from '#lib/platform/errors.ts';
import type { PromptSpec } from '#lib/suites/format.ts';

type Expectation = PromptSpec['expect'];

/** The expected shape of an answer, in a few words for a table. */
export function expectationWords(expect: Expectation): string {
  switch (expect.kind) {
    case 'one-of':
      return expect.correct === undefined ? `One of ${expect.answers.join(', ')}` : `“${expect.correct}”`;
    case 'json':
      return 'JSON that fits a schema';
    case 'tool-call':
      return `Call of ${expect.name}`;
    case 'refusal':
      return STANCE_WORDS[expect.stance];
    case 'code':
      return `Code in ${expect.language}`;
    case 'text':
      return expect.contains === undefined ? 'Free text' : `Text with ${expect.contains.join(', ')}`;
    default:
      return assertNever(expect);
  }
}

const STANCE_WORDS: Record<Extract<Expectation, { kind: 'refusal' }>['stance'], string> = {
  decline: 'Declines',
  comply: 'Complies',
  either: 'Declines or complies: a shift is the signal',
};
