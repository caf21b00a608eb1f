import { cut, drawWord, fence, type Shown } from '#lib/judging/marks.ts';
import type { AskedQuestion } from '#lib/judging/request.ts';
import { JUDGE_ANSWER_CHARS, JUDGE_TASK_CHARS } from '#lib/policy/thresholds.ts';
import type { Message } from '#lib/suites/format.ts';
import type { ToolCall } from '../types.ts';
import { CRITERIA, INSTRUCTIONS } from './instructions.ts';

/** An answer as a judge is shown it. */
export interface ShownAnswer {
  output: string;
  toolCalls: readonly ToolCall[];
}

interface Question {
  task: readonly Message[];
  first: ShownAnswer;
  second: ShownAnswer;
  /** Uniform in [0, 1). */
  random: () => number;
}

/** The question about one pair of answers. */
export function judgeQuestion({ task, first, second, random }: Question): AskedQuestion {
  const taskText = task.map(({ role, content }) => `[${role}]\n${content}`).join('\n\n');
  const shown = { task: cut(taskText, JUDGE_TASK_CHARS), first: showAnswer(first), second: showAnswer(second) };
  const word = drawWord(
    random,
    Object.values(shown)
      .map(({ text }) => text)
      .join('\n'),
  );
  const content = [
    `The task${shown.task.note}:`,
    fence('task', word, shown.task.text),
    `The first answer${shown.first.note}:`,
    fence('first', word, shown.first.text),
    `The second answer${shown.second.note}:`,
    fence('second', word, shown.second.text),
    `Ids of the criteria: ${criterionIds(word).join(', ')}.`,
    'Compare the second answer with the first. Reply with the JSON object only.',
  ].join('\n');
  return {
    messages: [
      { role: 'system', content: INSTRUCTIONS },
      { role: 'user', content },
    ],
    word,
  };
}

/** Ids of the criteria in one question. */
export function criterionIds(word: string): string[] {
  return Object.keys(CRITERIA).map((name) => `${name}-${word}`);
}

/** Whether a judge would be shown two equal texts: what differs then lies in the part that is cut out. */
export function looksEqual(a: ShownAnswer, b: ShownAnswer): boolean {
  return showAnswer(a).text === showAnswer(b).text;
}

function showAnswer({ output, toolCalls }: ShownAnswer): Shown {
  const calls = toolCalls.map((call) => `[calls the tool ${call.name} with ${call.arguments}]`);
  const text = [output, ...calls].filter((part) => part !== '').join('\n');
  return text === '' ? { text, note: ' (it is empty)' } : cut(text, JUDGE_ANSWER_CHARS);
}
