import { z } from 'zod';
import { project } from '../project/format.ts';
import { goldenTask } from './format.ts';

/** JSON Schemas that editors complete and check files by, by the path at which the product ships them. */
export function publishedSchemas(): Record<string, z.core.JSONSchema.BaseSchema> {
  return {
    'suites/golden-task.schema.json': schemaOf(goldenTask, 'Golden task of Tidemark: evals/golden/<id>.yaml'),
    'suites/golden-project/evals/tidemark.schema.json': schemaOf(
      project,
      'Agents of a repository: evals/tidemark.yaml',
    ),
  };
}

/** As written in YAML: what has a default may be left out. */
function schemaOf(format: z.ZodType, title: string): z.core.JSONSchema.BaseSchema {
  return { title, ...z.toJSONSchema(format, { io: 'input', target: 'draft-7' }) };
}
