'use client';

import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { signInPath } from '#lib/auth/next-path.ts';
import { ApiProblem } from './problem.ts';

/** Data younger than this is not asked for again, so that the server's first paint is not fetched twice. */
const FRESH_MS = 5000;
const MAX_RETRIES = 2;

/** Keeps what the pages read. A session that has ended leads to the sign-in page and back. */
export function QueryProvider({ children }: { children: ReactNode }) {
  const [client] = useState(
    () =>
      new QueryClient({
        queryCache: new QueryCache({ onError: signInAgain }),
        defaultOptions: { queries: { staleTime: FRESH_MS, retry: worthRetrying } },
      }),
  );
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}

function signInAgain(error: Error): void {
  if (!(error instanceof ApiProblem) || error.problem.status !== 401) return;
  window.location.assign(signInPath(window.location.pathname + window.location.search));
}

/** A refusal stays a refusal; only an answer that never came or a server in trouble is worth another try. */
function worthRetrying(failures: number, error: Error): boolean {
  if (failures >= MAX_RETRIES || !(error instanceof ApiProblem)) return false;
  return error.problem.status === 0 || error.problem.status >= 500;
}
