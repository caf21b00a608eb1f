import { z } from 'zod';
import { utteranceSchema } from '../script/format.ts';

/** A regular expression that the system prompt must hold; with `below`, its first group must be a smaller number. */
const conditionSchema = z.union([z.string().min(1), z.strictObject({ matches: z.string().min(1), below: z.number() })]);

/** One thing the agent does in a task, where the prompt says what it `needs`. A tool is called once. */
const stepSchema = z.strictObject({ needs: z.array(conditionSchema).default([]), says: utteranceSchema });

/** What the agent makes of each of its texts: `{answer}` is the text, `{1}` the first group of `needs`. */
const mannerSchema = z.strictObject({
  needs: z.string().optional(),
  unless: z.string().optional(),
  wraps: z.string().includes('{answer}'),
});

/** One file of what the demo agent does in the sample tasks of one agent, the wanted way first. */
export const agentFileSchema = z.strictObject({
  manners: z.array(mannerSchema).default([]),
  tasks: z.array(z.strictObject({ task: z.string(), steps: z.array(stepSchema).min(1) })),
});

export type Condition = z.infer<typeof conditionSchema>;
export type Step = z.infer<typeof stepSchema>;
export type Manner = z.infer<typeof mannerSchema>;
