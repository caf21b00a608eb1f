import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { z } from 'zod';
import { env } from '#lib/platform/env.ts';
import { invariant } from '#lib/platform/errors.ts';

const recorded = env().TIDEMARK_RECORDED_DATA ?? resolve(import.meta.dirname, '../../../../shared/data/modeldrift');

/** Langfuse's own description of its API, beside the recorded answers. */
export const OPENAPI_FILE = resolve(recorded, '../langfuse-openapi.yml');
export const hasOpenApi = existsSync(OPENAPI_FILE);

const document = z.object({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({
        parameters: z.array(z.object({ name: z.string(), in: z.string(), required: z.boolean(), schema: z.unknown() })),
        responses: z.record(z.string(), z.unknown()),
      }),
    ),
  ),
  components: z.object({ schemas: z.record(z.string(), z.unknown()) }),
});

interface Checks {
  /** What is wrong with a request, given as its path and query below `/api/public`; empty: nothing. */
  request: (url: string) => string[];
  /** What is wrong with the body of a good answer to that request. */
  response: (url: string, body: unknown) => string[];
}

/** Reads the description into checks of requests and answers. */
export function openApiChecks(): Checks {
  const { paths, components } = document.parse(nullable(parse(readFileSync(OPENAPI_FILE, 'utf8'))));
  const checker = (coerceTypes: boolean) =>
    new Ajv({ strict: false, coerceTypes, formats: { 'date-time': isMoment, double: true } }).addSchema({
      $id: 'langfuse',
      components,
    });
  // In a query everything is text.
  const ofQueries = checker(true);
  const ofBodies = checker(false);

  function find(url: string) {
    const { pathname, searchParams } = new URL(`http://langfuse/api/public${url}`);
    const path = Object.keys(paths).find((template) =>
      new RegExp(`^${template.replace(/\{\w+\}/g, '[^/]+')}$`).test(pathname),
    );
    return { path, operation: path === undefined ? undefined : paths[path]?.get, searchParams };
  }

  return {
    request: (url) => {
      const { operation, searchParams } = find(url);
      if (operation === undefined) return [`nothing at ${url}`];
      const known = new Map(operation.parameters.filter(({ in: where }) => where === 'query').map((p) => [p.name, p]));
      return [...searchParams].flatMap(([name, value]) => {
        const parameter = known.get(name);
        if (parameter === undefined) return [`unknown parameter ${name}`];
        const shape = rebased({ type: 'object', properties: { value: parameter.schema } });
        return ofQueries.validate(shape, { value }) ? [] : [`${name}=${value}: ${ofQueries.errorsText()}`];
      });
    },
    response: (url, body) => {
      const { path } = find(url);
      invariant(path !== undefined, `${url} is described`);
      const pointer = `/paths/${path.replaceAll('/', '~1')}/get/responses/200/content/application~1json/schema`;
      const schema = at({ paths }, pointer);
      invariant(typeof schema === 'object' && schema !== null, `answers of ${path} are described`);
      return ofBodies.validate(rebased(schema), body) ? [] : [ofBodies.errorsText()];
    },
  };
}

function at(value: unknown, pointer: string): unknown {
  const steps = pointer.slice(1).split('/');
  return steps.reduce<unknown>((part, step) => {
    const key = step.replaceAll('~1', '/');
    return typeof part === 'object' && part !== null ? Object.entries(part).find(([name]) => name === key)?.[1] : part;
  }, value);
}

/** `nullable` of OpenAPI 3.0 in the words of JSON Schema, which ajv reads. */
function nullable(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(nullable);
  if (typeof node !== 'object' || node === null) return node;
  const { nullable: mayBeNull, ...rest } = Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, nullable(value)]),
  );
  return mayBeNull === true ? { anyOf: [rest, { type: 'null' }] } : { ...rest };
}

/** References out of the part of the document that schemas are added from. */
function rebased(node: object): object {
  return JSON.parse(JSON.stringify(node).replaceAll('"#/components', '"langfuse#/components'));
}

function isMoment(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(Date.parse(text));
}
