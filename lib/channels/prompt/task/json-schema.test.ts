import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compileSchema } from '../expressions/json-schema.ts';
import { publishedSchemas } from './json-schema.ts';
import { taskOf } from './testing.ts';

describe('the published JSON Schemas', () => {
  it.each(Object.entries(publishedSchemas()))(
    '%s is the format, as shipped (mend with --update)',
    async (path, schema) => {
      expect(compileSchema(schema)).toHaveProperty('faultsOf');
      await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(resolve(path));
    },
  );

  it('take a task and refuse a misspelt key', () => {
    const schema = publishedSchemas()['suites/golden-task.schema.json'] ?? {};
    const compiled = compileSchema(schema);
    const faultsOf = (task: unknown) => ('faultsOf' in compiled ? compiled.faultsOf(task) : [compiled.reason]);
    expect(faultsOf(taskOf())).toEqual([]);
    expect(faultsOf({ ...taskOf(), titel: 'x' })).toEqual(['the answer must NOT have additional properties']);
    expect(
      faultsOf({ id: 'a', title: 'A', agents: ['a'], input: { messages: [{ role: 'user', content: '' }] } }),
    ).toEqual([]);
  });
});
