import { describe, expect, test } from 'vitest';
import { problem } from '../contract/common.ts';
import { API_PATHS, API_ROOT } from '../contract/paths.ts';
import { refuseMethod } from './methods.ts';

test.each(Object.values(API_PATHS))('%s %s goes on', (method, path) => {
  expect(refuseMethod(method, API_ROOT + path.replaceAll(/\{\w+\}/g, '7'))).toBeNull();
});

test.each([
  ['PUT', '/nothing'],
  ['POST', '/runs/7/nothing'],
  ['DELETE', '/openapi_json'],
  ['HEAD', '/runs'],
  ['OPTIONS', '/runs/7/cancel'],
])('%s %s is left to its route', (method, path) => {
  expect(refuseMethod(method, API_ROOT + path)).toBeNull();
});

describe('a method that a known address does not serve', () => {
  test.each([
    ['DELETE', '/runs', 'GET, HEAD, POST, OPTIONS'],
    ['PUT', '/endpoints/7', 'GET, HEAD, PATCH, OPTIONS'],
    ['GET', '/runs/7/cancel', 'POST, OPTIONS'],
    ['HEAD', '/runs/7/cancel', 'POST, OPTIONS'],
    ['GET', '/runs/estimate', 'POST, OPTIONS'],
    ['POST', '/openapi.json', 'GET, HEAD, OPTIONS'],
  ])('%s %s is a 405 problem document that names %s', async (method, path, allow) => {
    const response = refuseMethod(method, API_ROOT + path);
    expect(response?.headers.get('allow')).toBe(allow);
    expect(response?.headers.get('content-type')).toBe('application/problem+json');
    expect(problem.parse(await response?.json())).toMatchObject({
      status: 405,
      code: 'invalid_input',
      detail: `/api/v1${path} does not take ${method}, only ${allow}.`,
    });
    expect(response?.status).toBe(405);
  });
});
