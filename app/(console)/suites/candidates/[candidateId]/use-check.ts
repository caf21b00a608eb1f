'use client';

import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { callApi } from '#components/api/client.ts';
import type { DraftProblem } from '#lib/contract/candidates.ts';

const CHECK_AFTER_MS = 400;

/** What the server says of a text: `checking` is still about the text before, `unknown` could not be asked. */
export interface Check {
  standing: 'checking' | 'checked' | 'unknown';
  problems: readonly DraftProblem[];
}

const EMPTY: Check = { standing: 'checked', problems: [{ line: 1, column: 1, reason: 'The file is empty.' }] };

/**
 * What is wrong with `text` as a task file, while it is typed.
 *
 * @param known a text whose problems are known already
 * @param taskId task whose file it edits; a new task when left out
 */
export function useCheck(
  candidateId: number,
  text: string,
  known: { text: string; problems: readonly DraftProblem[] } | null,
  taskId?: string,
): Check {
  const [settled] = useDebouncedValue(text, CHECK_AFTER_MS);
  const isKnown = settled === known?.text;
  const { data, isError, isPlaceholderData } = useQuery({
    queryKey: ['checkCandidateDraft', candidateId, settled, taskId],
    queryFn: ({ signal }) =>
      callApi('checkCandidateDraft', { params: { candidateId }, body: { draft: settled, taskId } }, { signal }),
    enabled: !isKnown && settled !== '',
    placeholderData: (before) => before,
    // The same text has the same problems.
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (text === '') return EMPTY;
  if (text === known?.text) return { standing: 'checked', problems: known.problems };
  const problems = (isKnown ? known?.problems : data?.problems) ?? [];
  if (isError) return { standing: 'unknown', problems };
  const isCurrent = settled === text && data !== undefined && !isPlaceholderData;
  return { standing: isCurrent ? 'checked' : 'checking', problems };
}
