import { Document } from 'yaml';
import type { LangfuseTrace } from '#lib/langfuse/types.ts';
import { sha256 } from '#lib/platform/crypto.ts';
import { storableJson } from '#lib/runs/storable.ts';
import { MAX_FILE_BYTES } from '#lib/yaml/file.ts';
import type { TaskMessage, TaskTool } from '../../task/input.ts';
import { cut } from './cut.ts';
import { messagesOf } from './messages.ts';
import { toolsOf } from './tools.ts';

/** A trace after redaction, with what the evaluator said. */
export interface ScoredTrace extends Pick<LangfuseTrace, 'id' | 'url' | 'at' | 'input' | 'output' | 'steps'> {
  evaluator: string;
  score: number;
  comment: string;
}

const MOST_TITLE_CHARS = 80;
const MOST_COMMENT_CHARS = 700;
const MOST_EXAMPLE_CHARS = 4_000;
const MOST_EXAMPLE_LINES = 60;

/**
 * The file of a golden task made of a trace: a beginning that is valid as it is and that a curator finishes. What the
 * agent answered stands in a comment, as the example of what must not come again.
 *
 * @param agent whose task it is
 */
export function draftTask(trace: ScoredTrace, agent: string): string {
  const tools = toolsOf(trace.input, trace.steps);
  const text = writeTask(trace, agent, tools);
  return Buffer.byteLength(text) <= MAX_FILE_BYTES ? text : writeTask(trace, agent, []);
}

function writeTask(trace: ScoredTrace, agent: string, tools: readonly TaskTool[]): string {
  const messages = messagesOf(trace.input);
  const task = {
    id: `trace-${sha256(trace.id).slice(0, 12)}`,
    title: titleOf(messages, trace),
    description: oneLine(`${trace.evaluator} scored ${trace.score} on ${trace.at.toISOString().slice(0, 10)}.`),
    agents: [agent],
    input: { messages: messages.map(tidy), ...(tools.length > 0 && { tools }) },
    assertions: [{ kind: 'rubric', text: questionOf(trace.comment) }],
    provenance: { source: 'langfuse', traceId: trace.id, traceUrl: trace.url },
  };
  const document = new Document(withoutPrototypes(storableJson(task)));
  document.comment = counterExample(trace);
  return document.toString({ lineWidth: 0 });
}

/** What models make up may name a prototype; files of tasks may not. */
function withoutPrototypes(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, part) => (key === '__proto__' ? undefined : part)));
}

function titleOf(messages: readonly TaskMessage[], { id }: ScoredTrace): string {
  const question = messages.findLast(({ role }) => role === 'user')?.content ?? '';
  const line = question
    .split('\n')
    .map(oneLine)
    .find((each) => each !== '');
  return line === undefined ? `Trace ${cut(oneLine(id), MOST_TITLE_CHARS)}` : shorten(line);
}

function shorten(line: string): string {
  if (line.length <= MOST_TITLE_CHARS) return line;
  return `${line
    .slice(0, MOST_TITLE_CHARS)
    .toWellFormed()
    .replace(/\uFFFD?$/, '')
    .trimEnd()}…`;
}

function questionOf(comment: string): string {
  const fault = cut(oneLine(comment), MOST_COMMENT_CHARS);
  return fault === '' ? 'Does the answer do what was asked for?' : `Is the answer free of this fault? ${fault}`;
}

/** An assistant turn without calls says nothing of them. */
function tidy(message: TaskMessage) {
  if (message.role !== 'assistant' || message.toolCalls.length > 0) return message;
  return { role: message.role, content: message.content };
}

/** The agent's answer as lines of a comment: nothing in it can end the comment or be anything else. */
function counterExample({ evaluator, score, comment, output }: ScoredTrace): string {
  const lines = cut(output, MOST_EXAMPLE_CHARS).split(/\r\n?|\n/);
  const shown = lines.slice(0, MOST_EXAMPLE_LINES).map((line) => `   ${oneLine(line)}`.trimEnd());
  const more = lines.length > MOST_EXAMPLE_LINES ? [`   … ${lines.length - MOST_EXAMPLE_LINES} more lines`] : [];
  const said = comment === '' ? '' : `: ${cut(oneLine(comment), MOST_COMMENT_CHARS)}`;
  return [` Counter-example, scored ${score} by ${oneLine(evaluator)}${said}`, ...shown, ...more].join('\n');
}

/** Text on one line without characters that control anything. */
function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Cn}\u2028\u2029\uFFFE\uFFFF]+/gu, ' ')
    .trim();
}
