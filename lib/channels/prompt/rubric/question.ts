import { cut, drawWord, fence } from '#lib/judging/marks.ts';
import type { AskedQuestion } from '#lib/judging/request.ts';
import { JUDGE_ANSWER_CHARS, RUBRIC_ACTIONS_CHARS, RUBRIC_TASK_CHARS } from '#lib/policy/thresholds.ts';
import type { TaskInput } from '../task/input.ts';
import { INSTRUCTIONS } from './instructions.ts';
import type { JudgedItem } from './items.ts';

/** Marks and sentences around the data, about. */
const FRAME_CHARS = 400;
/** Id and marks of one item. */
const ITEM_FRAME_CHARS = 24;

/** A tool call of the agent, and what it was told. */
export interface Action {
  name: string;
  argumentsJson: string;
  reply: string;
}

interface Question {
  input: Pick<TaskInput, 'messages' | 'files'>;
  actions: readonly Action[];
  /** The agent's last words. */
  output: string;
  items: readonly JudgedItem[];
  /** Uniform in [0, 1). */
  random: () => number;
}

/** The question about one answer: each item must be said to be met or not. The agent's prompt is not shown. */
export function rubricQuestion({ input, actions, output, items, random }: Question): AskedQuestion {
  const shown = {
    task: cut(taskText(input), RUBRIC_TASK_CHARS),
    actions: cut(actions.map(actionText).join('\n'), RUBRIC_ACTIONS_CHARS),
    answer: output === '' ? { text: '', note: ' (it is empty)' } : cut(output, JUDGE_ANSWER_CHARS),
  };
  const data = [...Object.values(shown), ...items].map(({ text }) => text).join('\n');
  const word = drawWord(random, data);
  const content = [
    `The task${shown.task.note}:`,
    fence('task', word, shown.task.text),
    ...(actions.length === 0
      ? ['The agent called no tool.']
      : [`The agent's actions${shown.actions.note}:`, fence('actions', word, shown.actions.text)]),
    `The agent's answer${shown.answer.note}:`,
    fence('answer', word, shown.answer.text),
    'The items:',
    ...itemIds(items.length, word).map((id, index) => `- ${id}: ${onOneLine(items[index]?.text ?? '')}`),
    'Judge each item. Reply with the JSON object only.',
  ].join('\n');
  return {
    messages: [
      { role: 'system', content: INSTRUCTIONS },
      { role: 'user', content },
    ],
    word,
  };
}

/** Characters of a question but for the answer and the actions in it, about. */
export function questionChars(input: Question['input'], items: readonly JudgedItem[]): number {
  const itemChars = items.reduce((sum, { text }) => sum + text.length + ITEM_FRAME_CHARS, 0);
  return INSTRUCTIONS.length + FRAME_CHARS + Math.min(taskText(input).length, RUBRIC_TASK_CHARS) + itemChars;
}

/** Ids of the items in one question, in their order. */
export function itemIds(count: number, word: string): string[] {
  return Array.from({ length: count }, (_, index) => `item${index + 1}-${word}`);
}

function taskText({ messages, files }: Question['input']): string {
  const turns = messages.map((message) => {
    const calls = message.role === 'assistant' ? message.toolCalls : [];
    const called = calls.map(({ name, arguments: given }) => `[calls the tool ${name} with ${JSON.stringify(given)}]`);
    return [`[${message.role}]`, message.content, ...called].filter((line) => line !== '').join('\n');
  });
  return [...turns, ...files.map(({ name, content }) => `[attached file ${name}]\n${content}`)].join('\n\n');
}

function actionText({ name, argumentsJson, reply }: Action): string {
  return `[calls the tool ${name} with ${argumentsJson}]\n[is told] ${reply}`;
}

function onOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').toWellFormed();
}
