import { Ajv, type ValidateFunction } from 'ajv';
import { assertNever } from '#lib/platform/errors.ts';
import type { Answer, PromptSides } from '../types.ts';

type Expectation = NonNullable<PromptSides<unknown>['expectation']>;

const ajv = new Ajv({ strict: false, validateFormats: false, logger: false });
/** Compiled schemas by their JSON, the longest unused first; null for a schema that is none. */
const compiled = new Map<string, ValidateFunction | null>();
/** Suites hold dozens of schemas; compiling takes milliseconds, so a worker keeps those of a few suites. */
const MOST_COMPILED = 500;

/**
 * Whether an answer has the shape its prompt asks for; whether it is right is another question. Null where the prompt
 * expects no shape: free text and the stance on a refusal have none.
 */
export function isInShape({ output, toolCalls }: Answer, expectation: Expectation): boolean | null {
  switch (expectation.kind) {
    case 'one-of':
      return expectation.answers.includes(output.trim());
    case 'json': {
      const validate = validatorOf(expectation.schema);
      const json = parseJson(output);
      return validate === null ? null : json !== undefined && validate(json.value);
    }
    case 'tool-call':
      return toolCalls.some((call) => call.name === expectation.name && parseJson(call.arguments) !== undefined);
    case 'code':
      return output.trim() !== '';
    case 'text':
      return expectation.contains === undefined ? null : expectation.contains.every((part) => output.includes(part));
    case 'refusal':
      return null;
    default:
      return assertNever(expectation);
  }
}

/** Whether a text is a JSON object or array, also inside one code fence. */
export function isJsonDocument(text: string): boolean {
  const json = parseJson(text);
  return json !== undefined && typeof json.value === 'object' && json.value !== null;
}

function parseJson(text: string): { value: unknown } | undefined {
  const fenced = /^\s*```[a-z]*\n([\s\S]*)\n```\s*$/.exec(text);
  try {
    return { value: JSON.parse(fenced?.[1] ?? text) };
  } catch {
    return undefined;
  }
}

function validatorOf(schema: object): ValidateFunction | null {
  const key = JSON.stringify(schema);
  const validate = compiled.has(key) ? (compiled.get(key) ?? null) : compile(schema);
  compiled.delete(key);
  compiled.set(key, validate);
  const [oldest] = compiled.keys();
  if (compiled.size > MOST_COMPILED && oldest !== undefined) compiled.delete(oldest);
  return validate;
}

/** Ajv would keep every schema it has seen for good, so it is told to forget. */
function compile(schema: object): ValidateFunction | null {
  try {
    return ajv.compile(schema);
  } catch {
    return null;
  } finally {
    ajv.removeSchema(schema);
  }
}
