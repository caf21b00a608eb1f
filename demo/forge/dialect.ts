import type { IncomingHttpHeaders } from 'node:http';
import type { Reply } from '../http.ts';
import type { ForgeProject } from './store.ts';

/** One request to a project, its account known. */
export interface ForgeRequest {
  project: ForgeProject;
  /** Who asks. */
  account: string;
  /** What the groups of the route's pattern matched, without the project. */
  matched: readonly string[];
  query: URLSearchParams;
  body: Record<string, unknown>;
  /** Address of the stand-in itself. */
  origin: string;
}

export interface ForgeRoute {
  method: string;
  /** Path below the project's; its groups become `matched`. */
  path: RegExp;
  handle: (request: ForgeRequest) => Reply;
}

/** How one kind of forge is spoken to. */
export interface ForgeDialect {
  /** Path of a project below the address; its one group is the project, percent-encoded or not. */
  project: RegExp;
  routes: readonly ForgeRoute[];
  /** What the request shows to be let in; null where it shows nothing. */
  token: (headers: IncomingHttpHeaders) => string | null;
  /** Path and answer of the question who one is. */
  self: { method: string; path: string; answer: (account: string) => unknown };
  /** Its body of a refusal. */
  refusal: (status: number, message: string) => unknown;
  /** Path that people open for a pull request. */
  page: (project: string, number: number) => string;
}

/** Text of a field; empty where there is none. */
export function textOf(body: Record<string, unknown>, field: string): string {
  const value = body[field];
  return typeof value === 'string' ? value : '';
}

/** One page of a list, with how many there are. */
export function pageOf<Item>(
  items: readonly Item[],
  query: URLSearchParams,
  sizeField: string,
  largest: number,
): { items: Item[]; page: number; hasNext: boolean } {
  const size = Math.min(largest, Number(query.get(sizeField) ?? 30));
  const page = Math.max(1, Number(query.get('page') ?? 1));
  return { items: items.slice((page - 1) * size, page * size), page, hasNext: page * size < items.length };
}
