import { readdirSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { OperationId } from '#lib/contract/paths.ts';

type RouteHandler = (request: Request, segment: { params: Promise<Record<string, string>> }) => Promise<Response>;

interface ServedRoute {
  /** Path below /api/v1 in the form of the contract, e.g. /runs/{runId}. */
  path: string;
  method: string;
  handler: RouteHandler & { operationId?: OperationId };
}

const ROOT = fileURLToPath(new URL('../v1', import.meta.url));
const METHODS = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Every handler that a route file below app/api/v1 exports, but for the one that answers unknown addresses. */
export async function servedRoutes(): Promise<ServedRoute[]> {
  const files = readdirSync(ROOT, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && entry.name === 'route.ts' && !entry.parentPath.includes('[...'),
  );
  const routes = await Promise.all(
    files.map(async ({ parentPath }) => {
      const path = `/${relative(ROOT, parentPath)}`.replace(/\[(\w+)\]/g, '{$1}');
      const exported: Record<string, RouteHandler> = await import(`${parentPath}/route.ts`);
      return METHODS.flatMap((method) => {
        const handler = exported[method];
        return handler === undefined ? [] : [{ path, method, handler }];
      });
    }),
  );
  return routes.flat();
}
