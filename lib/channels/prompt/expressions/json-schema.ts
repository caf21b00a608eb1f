import { createContext, Script } from 'node:vm';
import { Ajv, type Options, type ValidateFunction } from 'ajv';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { messageOf, TidemarkError } from '#lib/platform/errors.ts';
import { compileRegex } from './regex.ts';
import { unfoldedSize } from './unfolded-size.ts';

type Schema = Readonly<Record<string, unknown>>;

export type CompiledSchema = { faultsOf: (value: unknown) => string[] } | { reason: string };

/** Patterns in schemas are matched in linear time too. */
const linearRegex = Object.assign(
  (pattern: string) => {
    const compiled = compileRegex(pattern);
    if ('reason' in compiled) throw new TidemarkError('invalid_input', `pattern ${pattern} ${compiled.reason}`);
    // The validator tells patterns apart by their text.
    return { test: compiled.finds, toString: () => pattern };
  },
  { code: 'linearRegex' },
);

const OPTIONS: Options = {
  strict: false,
  logger: false,
  allErrors: true,
  validateFormats: false,
  inlineRefs: false,
  code: { regExp: linearRegex },
};

/** By the draft that `$schema` names; 2020-12 where it names none. */
const DRAFTS = [
  { of: /draft-0[67]/, validator: once(() => new Ajv(OPTIONS)) },
  { of: /2019-09/, validator: once(() => new Ajv2019(OPTIONS)) },
  { of: /^/, validator: once(() => new Ajv2020(OPTIONS)) },
];

const ENDLESS = 'refers to itself without end, or too deep';

/** Most parts of a schema with its references written out: each may be visited for each part of an answer. */
const MAX_PARTS = 100_000;

/** Longest that one value is held against a schema, in milliseconds: a schema that names itself may branch at each level. */
const MATCH_TIMEOUT_MS = 5_000;

/** Only the engine can stop a function that does not give way; it does so for scripts. */
const BOUNDED = new Script('work()');
const ROOM = { work: (): void => undefined };
const openRoom = once(() => createContext(ROOM));

/** Most faults told of one value. */
const MAX_FAULTS = 5;

/**
 * Compiles a JSON Schema (drafts 7, 2019-09 and 2020-12). `format` is not checked; references to other documents are
 * refused.
 *
 * @returns what is wrong with a value (empty when it fits); or why this is no JSON Schema, to follow its name.
 */
export function compileSchema(schema: Schema): CompiledSchema {
  const draft = typeof schema.$schema === 'string' ? schema.$schema : '';
  const validator = DRAFTS.find(({ of }) => of.test(draft))?.validator() ?? new Ajv2020(OPTIONS);
  if (schema.$async !== undefined) return { reason: 'is no JSON Schema: "$async" is not part of it' };
  // Two tasks may carry the same name for different schemas, or that of a draft itself.
  const { $id: _name, ...nameless } = schema;
  try {
    const parts = unfoldedSize(schema);
    if (parts > MAX_PARTS) {
      return { reason: `is too large: ${parts} parts with its references written out, at most ${MAX_PARTS}` };
    }
    const fits = validator.compile(nameless);
    return {
      faultsOf: (value) => {
        if (isMet(fits, value)) return [];
        const faults = (fits.errors ?? []).map(({ instancePath, message }) =>
          `${instancePath === '' ? 'the answer' : instancePath} ${message ?? 'does not fit'}`.trim(),
        );
        return [...new Set(faults)].slice(0, MAX_FAULTS);
      },
    };
  } catch (error) {
    return { reason: error instanceof RangeError ? ENDLESS : `is no JSON Schema: ${reasonOf(error)}` };
  } finally {
    // The validator otherwise keeps every schema it has seen.
    validator.removeSchema(nameless);
  }
}

/** @throws TidemarkError `invalid_input` where the schema goes round in circles on this value, or takes too long. */
function isMet(fits: ValidateFunction, value: unknown): boolean {
  let met = false;
  ROOM.work = () => {
    met = fits(value);
  };
  try {
    BOUNDED.runInContext(openRoom(), { timeout: MATCH_TIMEOUT_MS });
    return met;
  } catch (error) {
    if (error instanceof RangeError) {
      throw new TidemarkError('invalid_input', `A JSON Schema ${ENDLESS}.`, { cause: error });
    }
    if (!isTimeout(error)) throw error;
    const told = `A JSON Schema took longer than ${MATCH_TIMEOUT_MS / 1000} s on this answer: it branches too often.`;
    throw new TidemarkError('invalid_input', told, { cause: error });
  }
}

/** The engine's own error, which is none of this program's classes. */
function isTimeout(error: unknown): boolean {
  return (
    typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
  );
}

function reasonOf(error: unknown): string {
  return messageOf(error)
    .replace(/^schema is invalid: data\/?/, '')
    .replace(/, data\/.*$/, '');
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
