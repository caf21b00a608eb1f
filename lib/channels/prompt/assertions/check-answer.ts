import type { ToolCall } from '#lib/gateway/outcome.ts';
import { assertNever } from '#lib/platform/errors.ts';
import type { Assertion } from '../task/expectation.ts';
import type { GoldenTask } from '../task/format.ts';
import type { CheckResult } from '../types.ts';
import { visible } from './excerpt.ts';
import { fitsSchema, holdsAtPath } from './json-checks.ts';
import { labelOf } from './label.ts';
import { containsText, equalsText, hasLength, hasShape, lacksText, matchesRegex } from './text-checks.ts';
import { calledAsAsked } from './tool-call-check.ts';

/** What an agent did about a task. */
export interface TaskAnswer {
  /** Its last words. */
  output: string;
  /** In the order made, over all turns. */
  toolCalls: readonly ToolCall[];
}

type Expectations = Pick<GoldenTask, 'expect' | 'assertions'>;
type Mechanical = Exclude<Assertion, { kind: 'rubric' }>;

/** Position of the first assertion among the checks of a task: behind the expected shape. */
export function firstAssertionPosition({ expect }: Pick<GoldenTask, 'expect'>): number {
  return [expect.schema, expect.text].filter((part) => part !== undefined).length;
}

/**
 * Checks an answer by everything a task expects that needs no judge, in the order of the task. A check that cannot be
 * made (an expression that does not compile) fails and says so.
 */
export function checkAnswer(task: Expectations, { output, toolCalls }: TaskAnswer): CheckResult[] {
  const { schema, text } = task.expect;
  const shape = [
    ...(schema === undefined ? [] : [{ label: 'fits the expected schema', fault: fitsSchema(schema, output) }]),
    ...(text === undefined ? [] : [{ label: 'has the expected form', fault: hasShape(text, output) }]),
  ];
  const asserted = task.assertions.flatMap((assertion, index) => {
    if (assertion.kind === 'rubric') return [];
    const fault = faultOf(assertion, { output, toolCalls });
    return [result(shape.length + index, labelOf(assertion), fault)];
  });
  return [...shape.map(({ label, fault }, position) => result(position, label, fault)), ...asserted];
}

function faultOf(assertion: Mechanical, { output, toolCalls }: TaskAnswer): string | null {
  switch (assertion.kind) {
    case 'equals':
      return equalsText(assertion, output);
    case 'contains':
      return containsText(assertion, output);
    case 'not-contains':
      return lacksText(assertion, output);
    case 'regex':
      return matchesRegex(assertion, output);
    case 'json-schema':
      return fitsSchema(assertion.schema, output);
    case 'json-path':
      return holdsAtPath(assertion, output);
    case 'tool-call':
      return calledAsAsked(assertion, toolCalls);
    case 'length':
      return hasLength(assertion, output);
    default:
      return assertNever(assertion);
  }
}

function result(position: number, label: string, fault: string | null): CheckResult {
  return { position, label, passed: fault === null, detail: visible(fault ?? '') };
}
