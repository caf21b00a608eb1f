import { RE2JS, RE2JSSyntaxException } from 're2js';

/** Most steps of a compiled expression: matching takes at most this many for each character of the text. */
const MAX_STEPS = 1000;

const FLAGS: Readonly<Record<string, number>> = { i: RE2JS.CASE_INSENSITIVE, m: RE2JS.MULTILINE, s: RE2JS.DOTALL };

export type CompiledRegex = { finds: (text: string) => boolean } | { reason: string };

/**
 * Compiles a regular expression in RE2 syntax: no look-around, no back-references, and in return a match takes time
 * linear in the text, whatever the expression is.
 *
 * @param flags Any of `i`, `m` and `s`, as in JavaScript.
 * @returns whether the expression occurs in a text; or why it does not compile, to follow its name.
 */
export function compileRegex(pattern: string, flags = ''): CompiledRegex {
  try {
    const regex = RE2JS.compile(
      pattern,
      [...flags].reduce((sum, flag) => sum | (FLAGS[flag] ?? 0), 0),
    );
    const steps = regex.programSize();
    if (steps > MAX_STEPS) {
      return { reason: `is too large: ${steps} steps with its repeats written out, at most ${MAX_STEPS}` };
    }
    return { finds: (text) => regex.matcher(text).find() };
  } catch (error) {
    if (!(error instanceof RE2JSSyntaxException)) throw error;
    return { reason: `does not compile: ${error.message.replace(/^error parsing regexp: /, '')} (RE2 syntax)` };
  }
}
