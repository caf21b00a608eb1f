import { between } from './between.ts';

/** What the demo judge reads of a question about a rubric (lib/channels/prompt/rubric/question.ts). */
export interface RubricQuestion {
  /** The agent's actions and its answer. */
  did: string;
  items: { id: string; text: string }[];
}

/** Reads a question about a rubric; null where the request is none. */
export function readRubricQuestion(
  messages: readonly { content?: string | null | undefined }[],
): RubricQuestion | null {
  const text = messages.at(-1)?.content ?? '';
  const word = /^<<<answer ([0-9a-f]+)$/m.exec(text)?.[1];
  if (word === undefined) return null;
  const items = [...text.matchAll(new RegExp(`^- (item\\d+-${word}): (.*)$`, 'gm'))];
  return {
    did: `${between(text, 'actions', word)}\n${between(text, 'answer', word)}`,
    items: items.map(([, id = '', item = '']) => ({ id, text: item })),
  };
}
