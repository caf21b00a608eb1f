import { canonicalJson } from '#lib/platform/canonical-json.ts';
import { sha256 } from '#lib/platform/crypto.ts';
import type { AnswerHashes, ToolCall } from './types.ts';

/** Changes with every change of `canonicalise`; hashes of different versions are never compared. */
export const NORMALISER_VERSION = 'text-json-1';

interface Content {
  output: string | null;
  toolCalls: readonly ToolCall[];
}

/**
 * The text that decides whether two answers say the same. Folded away: Unicode composition (NFC), line endings,
 * the length of whitespace runs (a run with a line break becomes one line break, any other one space), leading and
 * trailing whitespace, and the layout and key order of JSON where the whole answer, or one fenced block that is the
 * whole answer, is a JSON object or array; likewise in tool-call arguments.
 *
 * Kept apart, because programs downstream notice: letter case, punctuation, the code fence itself, line break
 * against space, whitespace inside JSON strings, the spelling of numbers, the order of tool calls.
 *
 * @returns JSON text, so that answer and tool calls cannot run into each other and lone surrogates stay distinct.
 */
export function canonicalise({ output, toolCalls }: Content): string {
  return serialise({
    output: canonicalText(output ?? ''),
    toolCalls: toolCalls.map((call) => ({ name: call.name, arguments: canonicalText(call.arguments) })),
  });
}

/**
 * SHA-256 of an answer in canonical form and as received. Equal canonical but different raw hashes are a format-only
 * change: reported, never drift by itself.
 */
export function hashAnswer(answer: Content): AnswerHashes {
  return { canonicalHash: sha256(canonicalise(answer)), rawHash: sha256(serialise(answer)) };
}

function serialise({ output, toolCalls }: Content): string {
  return JSON.stringify([output ?? '', ...toolCalls.map((call) => [call.name, call.arguments])]);
}

function canonicalText(text: string): string {
  const composed = text.normalize('NFC').trim();
  return canonicalJson(composed) ?? canonicalFencedJson(composed) ?? foldWhitespace(composed);
}

function canonicalFencedJson(text: string): string | undefined {
  const fence = /^(`{3,}|~{3,})([^\n\r`]*)[\n\r]/.exec(text);
  const [opening, marks, info] = fence ?? [];
  if (opening === undefined || marks === undefined || info === undefined) return undefined;
  if (!text.endsWith(marks) || text.length < opening.length + marks.length) return undefined;
  const json = canonicalJson(text.slice(opening.length, -marks.length));
  return json === undefined ? undefined : `${marks}${foldWhitespace(info.trim())}\n${json}\n${marks}`;
}

function foldWhitespace(text: string): string {
  return text.replace(/\s+/g, (run) => (/[\n\v\f\r\u2028\u2029]/.test(run) ? '\n' : ' '));
}
