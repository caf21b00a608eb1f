import type { TraceStep } from '#lib/langfuse/types.ts';
import { stableJson } from '#lib/platform/stable-json.ts';
import { compileSchema } from '../../expressions/json-schema.ts';
import type { TaskTool } from '../../task/input.ts';
import { isObject, readJson } from '../read-json.ts';
import { cut } from './cut.ts';

const TOOL_NAME = /^[A-Za-z0-9_-]{1,64}$/;
const MOST_TOOLS = 20;
const MOST_RESULTS = 20;
const MOST_RESULT_CHARS = 4_000;
const MOST_SCHEMA_CHARS = 8_000;
const MOST_DESCRIPTION_CHARS = 1_000;

type JsonObject = TaskTool['parameters'];
type Result = TaskTool['results'][number];

/** What a call gets that the trace has no result for. */
const NOT_RECORDED = 'No result was recorded.';

/**
 * The tools of a trace as a task declares them: those that a generation was offered or that were called, with the
 * results they gave.
 *
 * @param input of the trace, which may hold the tools too
 * @param steps redacted
 */
export function toolsOf(input: string, steps: readonly TraceStep[]): TaskTool[] {
  const offered = [input, ...steps.filter(({ kind }) => kind === 'generation').map((step) => step.input)];
  const tools = new Map<string, TaskTool>();
  for (const tool of offered.flatMap(declared)) if (!tools.has(tool.name)) tools.set(tool.name, tool);
  for (const { kind, name, input: given, output } of steps) {
    if (kind !== 'tool' || !TOOL_NAME.test(name)) continue;
    const tool = tools.get(name) ?? { name, description: '', parameters: { type: 'object' }, results: [] };
    tools.set(name, { ...tool, results: withResult(tool.results, resultOf(given, output)) });
  }
  return [...tools.values()].slice(0, MOST_TOOLS).map((tool) => ({
    ...tool,
    results: [...tool.results, { result: NOT_RECORDED }],
  }));
}

function declared(text: string): TaskTool[] {
  const value = readJson(text);
  if (!isObject(value) || !Array.isArray(value.tools)) return [];
  return value.tools.flatMap((tool): TaskTool[] => {
    const spec = isObject(tool) && isObject(tool.function) ? tool.function : tool;
    if (!isObject(spec) || typeof spec.name !== 'string' || !TOOL_NAME.test(spec.name)) return [];
    const description = typeof spec.description === 'string' ? cut(spec.description, MOST_DESCRIPTION_CHARS) : '';
    return [{ name: spec.name, description, parameters: parametersOf(spec), results: [] }];
  });
}

function parametersOf(spec: Record<string, unknown>): JsonObject {
  const given = spec.parameters ?? spec.input_schema;
  if (!isObject(given) || given.type !== 'object' || !isSchema(given)) return { type: 'object' };
  // What came out of JSON is JSON; its type forgot.
  return given as JsonObject;
}

/** Verdicts on the schemas met last: compiling one takes longer than all else, and an agent's traces share theirs. */
const verdicts = new Map<string, boolean>();
const MOST_VERDICTS = 100;

function isSchema(given: Record<string, unknown>): boolean {
  const text = JSON.stringify(given);
  if (text.length > MOST_SCHEMA_CHARS) return false;
  const known = verdicts.get(text);
  if (known !== undefined) return known;
  if (verdicts.size >= MOST_VERDICTS) verdicts.clear();
  const verdict = !('reason' in compileSchema(given));
  verdicts.set(text, verdict);
  return verdict;
}

function resultOf(given: string, output: string): Result {
  const when = readJson(given);
  const value = output.length <= MOST_RESULT_CHARS ? readJson(output) : undefined;
  // As above.
  const result = value === undefined ? cut(output, MOST_RESULT_CHARS) : (value as Result['result']);
  const fits = isObject(when) && given.length <= MOST_RESULT_CHARS;
  return fits ? { when: when as JsonObject, result } : { when: {}, result };
}

/** A repeated call keeps its first result; a result for any call comes last. */
function withResult(results: readonly Result[], result: Result): Result[] {
  const key = (each: Result) => stableJson(each.when ?? {});
  const known = results.some((each) => key(each) === key(result));
  if (known || results.length >= MOST_RESULTS) return [...results];
  const isAny = (each: Result) => Object.keys(each.when ?? {}).length === 0;
  return [...results, result].sort((a, b) => Number(isAny(a)) - Number(isAny(b)));
}
