import { between } from './between.ts';

/** What the demo judge reads of a question in the form that Tidemark asks (lib/channels/model/judge/question.ts). */
export interface JudgeQuestion {
  first: string;
  second: string;
  criteria: string[];
}

/** Reads a question to a judge; null where the request is none. */
export function readJudgeQuestion(messages: readonly { content?: string | null | undefined }[]): JudgeQuestion | null {
  const text = messages.at(-1)?.content ?? '';
  const word = /^<<<first ([0-9a-f]+)$/m.exec(text)?.[1];
  const ids = /^Ids of the criteria: (.+)\.$/m.exec(text)?.[1];
  if (word === undefined || ids === undefined) return null;
  return { first: between(text, 'first', word), second: between(text, 'second', word), criteria: ids.split(', ') };
}
