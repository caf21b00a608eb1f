import { describe, expect, test } from 'vitest';
import { API_PATHS } from '#lib/contract/paths.ts';
import { servedRoutes } from './route-files.ts';

const routes = await servedRoutes();

describe('route files and the table of operations agree', () => {
  test.each(routes)('$method $path is made by defineRoute for its own operation', ({ method, path, handler }) => {
    expect(handler.operationId).toBeDefined();
    expect(API_PATHS[handler.operationId ?? 'getMe']).toEqual([method, path]);
  });

  test('every operation is served once', () => {
    const served = routes.map(({ handler }) => handler.operationId).sort();
    expect(served).toEqual(Object.keys(API_PATHS).sort());
  });
});
