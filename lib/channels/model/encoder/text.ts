import type { ToolCall } from '../types.ts';

/** Characters of a text that the encoder reads: its opening and its ending. */
const OPENING_CHARS = 300;
const ENDING_CHARS = 150;

/** Characters looked at on either end before whitespace is folded, so that a text of any length costs the same. */
const EDGE_CHARS = 4_000;

/** What an answer says, as one text: its output and its tool calls in order. */
export function answerText(answer: { output: string | null; toolCalls: readonly ToolCall[] }): string {
  return [answer.output ?? '', ...answer.toolCalls.map((call) => `${call.name}(${call.arguments})`)].join('\n').trim();
}

/**
 * The part of `text` that the encoder reads: all of it up to 450 characters, else its first 300 and last 150.
 * Unicode is composed (NFKC), lone surrogates become U+FFFD, and whitespace is folded, as answers are hashed without
 * regard to it. Empty and blank texts give the empty string.
 */
export function encoderWindow(text: string): string {
  const edges = text.length > 2 * EDGE_CHARS ? `${text.slice(0, EDGE_CHARS)} ${text.slice(-EDGE_CHARS)}` : text;
  const folded = edges.toWellFormed().normalize('NFKC').replace(/\s+/g, ' ').trim();
  if (folded.length <= OPENING_CHARS + ENDING_CHARS) return folded;
  return `${folded.slice(0, OPENING_CHARS)} ${folded.slice(-ENDING_CHARS)}`.toWellFormed();
}
