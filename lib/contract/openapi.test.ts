import { expect, test } from 'vitest';
import { openApiDocument } from './openapi.ts';
import { OPERATIONS } from './operations.ts';
import { API_PATHS } from './paths.ts';

const text = JSON.stringify(openApiDocument('1.2.3'));
const document = JSON.parse(text);

test('the document describes every operation', () => {
  for (const [operationId, [method, path]] of Object.entries(API_PATHS)) {
    expect(document.paths[path][method.toLowerCase()].operationId).toBe(operationId);
  }
  const described = Object.values<object>(document.paths).flatMap((path) => Object.keys(path));
  expect(described).toHaveLength(Object.keys(OPERATIONS).length);
  expect(document).toMatchObject({ openapi: '3.1.0', info: { version: '1.2.3' }, servers: [{ url: '/api/v1' }] });
});

test('every reference in it leads somewhere', () => {
  for (const [, name] of text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
    expect(document.components.schemas).toHaveProperty(name ?? '');
  }
});

test('every path parameter is described', () => {
  for (const [path, methods] of Object.entries<Record<string, { parameters?: { name: string; in: string }[] }>>(
    document.paths,
  )) {
    const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    for (const { parameters = [] } of Object.values(methods)) {
      expect(parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name)).toEqual(named);
    }
  }
});
