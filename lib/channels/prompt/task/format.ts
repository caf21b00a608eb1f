import { z } from 'zod';
import type { TaskBaseline } from '../types.ts';
import { assertion, expectedShape, rubric } from './expectation.ts';
import { taskInput } from './input.ts';

export const taskId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'must be 1 to 63 lower-case letters, digits and -, not starting with -');

export const agentName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'must be 1 to 63 lower-case letters, digits and -, not starting with -');

/** A model as the gateway knows it. */
export const modelName = z.string().trim().min(1).max(200);

const sha256Text = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hexadecimal digits');
const person = z.string().trim().min(1).max(200);
const word = z.string().trim().min(1).max(60);

const httpUrl = z.url({ protocol: /^https?$/, error: 'must be an http or https address' }).max(2000);

const provenance = z.strictObject({
  source: z.enum(['langfuse', 'hand']),
  traceId: z.string().min(1).max(200).optional(),
  traceUrl: httpUrl.optional(),
  approvedBy: person.optional(),
  approvedAt: z.iso.datetime({ offset: true, error: 'must be a time such as 2026-11-23T09:00:00Z' }).optional(),
});

const runs = z.int().min(0).max(1000);

const baseline = z.strictObject({
  agent: agentName,
  model: modelName,
  passes: runs,
  runs: runs.min(1),
  confidence: z.number().min(0).max(100).nullable(),
  latencyMs: z.number().min(0).nullable(),
  tokens: z.number().min(0).nullable(),
  promptHash: sha256Text,
  taskHash: sha256Text,
  measuredAt: z.iso.datetime({ offset: true, error: 'must be a time such as 2026-11-23T09:00:00Z' }),
  blessedBy: person,
}) satisfies z.ZodType<TaskBaseline>;

/** One golden task, as its YAML file holds it. */
export const goldenTask = z.strictObject({
  id: taskId.describe('The name of the file without its ending.'),
  title: z.string().trim().min(1).max(200),
  description: z.string().trim().max(4000).default('').describe('Why this task is in the suite.'),
  agents: z.array(agentName).min(1).max(20).describe('Agents of evals/tidemark.yaml that must do this task.'),
  taskClass: word.default('general').describe('Free word that groups tasks in reports, such as policy or extraction.'),
  tags: z.array(word).max(20).default([]),
  input: taskInput,
  expect: expectedShape.default({}),
  assertions: z.array(assertion).max(50).default([]),
  rubric: rubric.optional(),
  provenance: provenance.optional(),
  baselines: z
    .array(baseline)
    .max(100)
    .default([])
    .describe('Written by "tidemark golden bless", one for each agent and model.'),
});

export type GoldenTask = z.infer<typeof goldenTask>;
export type Provenance = z.infer<typeof provenance>;
