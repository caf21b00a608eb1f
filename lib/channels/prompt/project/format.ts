import { z } from 'zod';
import { agentName, modelName } from '../task/format.ts';

/** A path below the folder that holds `evals/`, mostly the root of the repository: plain steps joined by slashes. */
const repositoryPath = z
  .string()
  .min(1)
  .max(500)
  .regex(/^[^/\\:][^\\:]*$/, 'must be a path from the folder that holds evals/, its folders joined by /')
  .refine((path) => !/\p{Cc}/u.test(path), 'must not hold control characters')
  .refine((path) => path.split('/').every((step) => !['', '.', '..'].includes(step)), 'must not hold ., .. or //');

const agent = z.strictObject({
  name: agentName,
  prompt: repositoryPath.describe('File of the system prompt, from the folder that holds evals/.'),
  models: z.array(modelName).min(1).max(20).describe('Models as the gateway names them.'),
  temperature: z.number().min(0).max(2).optional().describe("Left out: the provider's default."),
  maxOutputTokens: z.int().min(1).max(100_000).default(1024),
  judge: z.strictObject({ model: modelName }).optional().describe('Grades rubrics. Needed by tasks that have one.'),
});

/** What `evals/tidemark.yaml` says of a repository. */
export const project = z.strictObject({
  suite: repositoryPath.default('evals/golden').describe('Folder of the golden tasks.'),
  agents: z.array(agent).min(1).max(50),
});

export type Project = z.infer<typeof project>;
export type Agent = Project['agents'][number];
