import { z } from 'zod';
import type { PromptSpec } from '#lib/suites/format.ts';
import type { ScriptedPrompt } from './format.ts';

/** How undecided a model is about a prompt that says of itself that it sits on the border. */
const BORDER_SWAY = 0.8;

const singleChoice = z.object({ properties: z.record(z.string(), z.object({ enum: z.array(z.string()).optional() })) });

/**
 * An answer to a prompt with a closed choice: the right one first, and now and then another where the prompt says that
 * it sits on the border. Null where the choice is not closed.
 */
export function answerAsExpected({ id, why, expect }: PromptSpec): ScriptedPrompt | null {
  const says = choicesOf(expect);
  return says.length === 0 ? null : { prompt: id, says, sway: why.startsWith('Border') ? BORDER_SWAY : 0 };
}

function choicesOf(expect: PromptSpec['expect']): string[] {
  switch (expect.kind) {
    case 'one-of':
      return first(expect.correct, expect.answers);
    case 'json': {
      const [[name, property] = ['', {}]] = Object.entries(
        singleChoice.safeParse(expect.schema).data?.properties ?? {},
      );
      const documents = (property.enum ?? []).map((choice) => JSON.stringify({ [name]: choice }));
      return first(expect.correct === undefined ? undefined : JSON.stringify(expect.correct), documents);
    }
    default:
      return [];
  }
}

/** `choices` with `preferred`, where there is one, in front. */
function first(preferred: string | undefined, choices: readonly string[]): string[] {
  return preferred === undefined ? [...choices] : [preferred, ...choices.filter((choice) => choice !== preferred)];
}
