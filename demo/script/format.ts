import { z } from 'zod';

const toolCallSchema = z.strictObject({ tool: z.string(), arguments: z.record(z.string(), z.json()) });

/** One thing a model can say: text with `⟨usual|other|other⟩` where wording varies, or a call of a tool. */
export const utteranceSchema = z.union([z.string(), toolCallSchema]);

const scriptedSchema = z.strictObject({
  /** Id of the prompt in the shipped canary suite. */
  prompt: z.string(),
  /** How undecided the model is, 0 to 1: scales the chance to say another thing than the first. */
  sway: z.number().min(0).max(1).default(0),
  /** The usual answer first. */
  says: z.array(utteranceSchema).min(1),
  /** The answers after the change of behaviour; left out where this prompt is not touched by it. */
  after: z.array(utteranceSchema).min(1).optional(),
});

/** One file of scripted answers. */
export const answersFileSchema = z.strictObject({ answers: z.array(scriptedSchema) });

export type Utterance = z.infer<typeof utteranceSchema>;
export type ScriptedPrompt = z.infer<typeof scriptedSchema>;
