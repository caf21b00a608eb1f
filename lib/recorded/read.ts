import { TidemarkError } from '#lib/platform/errors.ts';
import { readLines } from '#lib/platform/lines.ts';
import { parseLine, type RecordedAnswer } from './line.ts';

/**
 * Recorded answers, one JSON object a line, in the order of the file, which is read no further than asked. Empty lines
 * are skipped.
 *
 * @param path plain text, or gzip when its name ends in `.gz`
 * @throws TidemarkError `invalid_input` `file:line reason` at the first line that does not fit, and for a file that
 *   cannot be read or holds no answers.
 */
export async function* readRecorded(path: string): AsyncGenerator<RecordedAnswer> {
  let line = 0;
  let found = false;
  for await (const text of readLines(path)) {
    line += 1;
    if (text.trim() === '') continue;
    const answer = parseLine(text, line);
    if ('reason' in answer) throw badLine(path, line, answer.reason);
    found = true;
    yield answer;
  }
  if (!found) throw new TidemarkError('invalid_input', `${path} holds no recorded answers: it is empty`);
}

/** Answers of one recording, each prompt, repetition and night at most once. */
export async function readRecording(path: string): Promise<RecordedAnswer[]> {
  const answers: RecordedAnswer[] = [];
  const first = new Map<string, RecordedAnswer>();
  for await (const answer of readRecorded(path)) {
    const key = JSON.stringify([answer.promptId, answer.repetition, answer.night]);
    const twin = first.get(key);
    if (twin !== undefined) throw badLine(path, answer.line, repeats(answer, twin));
    first.set(key, answer);
    answers.push(answer);
  }
  return answers;
}

function repeats(answer: RecordedAnswer, twin: RecordedAnswer): string {
  const night = answer.night === null ? '' : ` of night ${answer.night}`;
  const what = `prompt "${answer.promptId}", repetition ${answer.repetition}${night} stands on line ${twin.line} already`;
  if (answer.model !== twin.model) return `${what}, of model ${twin.model}: give each model a file of its own`;
  return `${what}: number repetitions with "rep"${answer.night === null ? ', and name nights with "night"' : ''}`;
}

/** An error about one line of a recording. */
export function badLine(path: string, line: number, reason: string): TidemarkError {
  return new TidemarkError('invalid_input', `${path}:${line} ${reason}`);
}
