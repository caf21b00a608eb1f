import type { ChatMessage } from '#lib/gateway/request.ts';
import { JUDGE_ANSWER_CHARS, JUDGE_TASK_CHARS } from '#lib/policy/thresholds.ts';
import type { Message } from '#lib/suites/format.ts';
import type { ToolCall } from '../types.ts';
import { CRITERIA, INSTRUCTIONS } from './instructions.ts';

const WORD_CHARS = 12;
/** Share of a cut text's room that its start gets; the rest goes to its end. */
const HEAD_SHARE = 2 / 3;

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

/** A question to a judge, and the word that its marks and its criteria carry. */
export interface AskedQuestion {
  messages: ChatMessage[];
  word: string;
}

/**
 * The question about one pair of answers. The word is drawn anew for each question and occurs nowhere in the data, so
 * that no answer can close its own fence or hold a verdict that fits.
 */
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

interface Shown {
  text: string;
  /** Said outside the marks; empty where the whole text is shown. */
  note: string;
}

function showAnswer({ output, toolCalls }: ShownAnswer): Shown {
  const calls = toolCalls.map((call) => `[calls the tool ${call.name} with ${call.arguments}]`);
  const text = [output, ...calls].filter((part) => part !== '').join('\n');
  return text === '' ? { text, note: ' (it is empty)' } : cut(text, JUDGE_ANSWER_CHARS);
}

function cut(text: string, maxChars: number): Shown {
  if (text.length <= maxChars) return { text: text.toWellFormed(), note: '' };
  const head = Math.round(maxChars * HEAD_SHARE);
  const tail = maxChars - head;
  const shown = `${text.slice(0, head)}\n[…]\n${text.slice(-tail)}`.toWellFormed();
  return { text: shown, note: ` (cut: its first ${head} and last ${tail} of ${text.length} characters)` };
}

function fence(name: string, word: string, text: string): string {
  return `<<<${name} ${word}\n${text}\n${name} ${word}>>>`;
}

function drawWord(random: () => number, data: string): string {
  for (;;) {
    const word = Array.from({ length: WORD_CHARS }, () => Math.floor(random() * 16).toString(16)).join('');
    if (!data.includes(word)) return word;
  }
}
