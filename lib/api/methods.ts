import { API_PATHS, API_ROOT } from '../contract/paths.ts';
import { TidemarkError } from '../platform/errors.ts';
import { problemResponse } from './problem.ts';

const PARAMETER = /\{\w+\}/g;

/**
 * The refusal of a method that a known address of the REST interface does not serve: a 405 problem document with the
 * header `Allow` (RFC 9110 §15.5.6). Null where the call may go on: the method is served, or no operation has the address.
 */
export function refuseMethod(method: string, pathname: string): Response | null {
  const allowed = allowedMethods(pathname);
  if (allowed === null || allowed.includes(method)) return null;
  const allow = allowed.join(', ');
  const error = new TidemarkError('invalid_input', `${pathname} does not take ${method}, only ${allow}.`);
  const response = problemResponse(error, 405);
  response.headers.set('Allow', allow);
  return response;
}

/** Next answers HEAD with the GET handler, and OPTIONS by itself. */
function allowedMethods(pathname: string): string[] | null {
  const operations = Object.values(API_PATHS).filter(([, path]) => patternOf(path).test(pathname));
  if (operations.length === 0) return null;
  // `/runs/estimate` is also a `/runs/{runId}`: the address with the fewest parameters is the one that is served.
  const fewest = Math.min(...operations.map(([, path]) => parameterCount(path)));
  const served = operations.filter(([, path]) => parameterCount(path) === fewest).map(([method]) => method);
  return [...served.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])), 'OPTIONS'];
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${API_ROOT}${path.replaceAll('.', '\\.').replaceAll(PARAMETER, '[^/]+')}$`);
}

function parameterCount(path: string): number {
  return path.match(PARAMETER)?.length ?? 0;
}
