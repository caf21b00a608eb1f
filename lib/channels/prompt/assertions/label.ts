import { assertNever } from '#lib/platform/errors.ts';
import type { Assertion } from '../task/expectation.ts';
import { excerpt, visible } from './excerpt.ts';

/** Longest quote in a name of a check, in UTF-16 code units. */
const QUOTE_CHARS = 60;

/** How reports name a check: its own label, else what it demands. */
export function labelOf(assertion: Assertion): string {
  return assertion.label === undefined ? demandOf(assertion) : visible(assertion.label);
}

function demandOf(assertion: Assertion): string {
  switch (assertion.kind) {
    case 'equals':
      return `equals ${quote(assertion.value)}`;
    case 'contains':
      return `contains ${quote(assertion.value)}`;
    case 'not-contains':
      return `does not contain ${quote(assertion.value)}`;
    case 'regex':
      return `matches ${quote(assertion.pattern)}`;
    case 'json-schema':
      return 'fits the JSON Schema';
    case 'json-path':
      return `${quote(assertion.path)} is ${quote(JSON.stringify(assertion.equals))}`;
    case 'tool-call':
      return assertion.count === 0 ? `does not call ${assertion.name}` : `calls ${assertion.name}`;
    case 'length':
      return `has ${lengthDemand(assertion)} characters`;
    case 'rubric':
      return quote(assertion.text);
    default:
      return assertNever(assertion);
  }
}

function lengthDemand({ minCharacters, maxCharacters }: Extract<Assertion, { kind: 'length' }>): string {
  if (minCharacters === undefined) return `at most ${maxCharacters ?? 'any number of'}`;
  return maxCharacters === undefined ? `at least ${minCharacters}` : `${minCharacters} to ${maxCharacters}`;
}

function quote(text: string): string {
  return excerpt(text, 0, QUOTE_CHARS);
}
