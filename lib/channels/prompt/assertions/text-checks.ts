import { compileRegex } from '../expressions/regex.ts';
import type { Assertion, ExpectedShape } from '../task/expectation.ts';
import { answerExcerpt, excerpt } from './excerpt.ts';
import { readJson } from './read-json.ts';

type Of<Kind extends Assertion['kind']> = Extract<Assertion, { kind: Kind }>;
type TextShape = NonNullable<ExpectedShape['text']>;

/** Marks that Markdown alone gives a meaning: headings, code blocks, strong text, links, tables. */
const MARKDOWN = /^#{1,6} |^```|\*\*[^*\n]+\*\*|\]\(https?:|^\|? *:?-{3,}:? *\|/m;

/** Every check gives what is wrong with the answer, in words; null where nothing is. */
type Fault = string | null;

/** Line endings and white space around the text do not count. */
export function equalsText({ value, ignoreCase }: Of<'equals'>, output: string): Fault {
  const [wanted, given] = [comparable(value, ignoreCase).trim(), comparable(output, ignoreCase).trim()];
  if (wanted === given) return null;
  const at = firstDifference(wanted, given);
  if (at < 40) return `Expected ${excerpt(wanted)}. ${answerExcerpt(output.trim())}`;
  return `From character ${at + 1} on, ${excerpt(wanted, at)} was expected and ${excerpt(given, at)} was given.`;
}

export function containsText({ value, ignoreCase }: Of<'contains'>, output: string): Fault {
  const found = comparable(output, ignoreCase).includes(comparable(value, ignoreCase));
  return found ? null : `${excerpt(value)} is not in the answer. ${answerExcerpt(output)}`;
}

export function lacksText({ value, ignoreCase }: Of<'not-contains'>, output: string): Fault {
  const text = comparable(output, ignoreCase);
  const at = text.indexOf(comparable(value, ignoreCase));
  return at < 0 ? null : `The answer holds ${excerpt(value)}: ${excerpt(text, at)}.`;
}

export function matchesRegex({ pattern, flags }: Of<'regex'>, output: string): Fault {
  const regex = compileRegex(pattern, flags);
  if ('reason' in regex) return `The expression ${excerpt(pattern)} ${regex.reason}.`;
  return regex.finds(output) ? null : `Nothing in the answer matches ${excerpt(pattern)}. ${answerExcerpt(output)}`;
}

/** Characters are Unicode code points. */
export function hasLength(
  { minCharacters, maxCharacters }: Pick<Of<'length'>, 'minCharacters' | 'maxCharacters'>,
  output: string,
): Fault {
  const characters = countCharacters(output);
  if (minCharacters !== undefined && characters < minCharacters) {
    return `The answer has ${characters} characters, fewer than ${minCharacters}. ${answerExcerpt(output)}`;
  }
  if (maxCharacters !== undefined && characters > maxCharacters) {
    return `The answer has ${characters} characters, more than ${maxCharacters}. ${answerExcerpt(output)}`;
  }
  return null;
}

export function hasShape(shape: TextShape, output: string): Fault {
  const faults = [isOfFormat(shape.format, output), hasLength(shape, output), hasLines(shape.lines, output)];
  return faults.filter((fault) => fault !== null).join(' ') || null;
}

function isOfFormat(format: TextShape['format'], output: string): Fault {
  if (format === undefined) return null;
  const json = readJson(output);
  if (format === 'json') return 'fault' in json ? json.fault : null;
  if ('value' in json && typeof json.value === 'object' && json.value !== null) {
    return `The answer is JSON, where ${format === 'text' ? 'plain text' : 'Markdown'} was asked for.`;
  }
  if (format === 'markdown') return null;
  const at = output.search(MARKDOWN);
  return at < 0 ? null : `The answer holds Markdown, where plain text was asked for: ${excerpt(output, at)}.`;
}

function hasLines(wanted: number | undefined, output: string): Fault {
  if (wanted === undefined) return null;
  const lines = output.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '').length;
  return lines === wanted ? null : `The answer has ${lines} lines that are not blank instead of ${wanted}.`;
}

function comparable(text: string, ignoreCase: boolean): string {
  const plain = text.replaceAll('\r\n', '\n').normalize('NFC');
  return ignoreCase ? plain.toLowerCase() : plain;
}

function firstDifference(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
}

function countCharacters(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}
