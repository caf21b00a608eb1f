'use client';

import { useQuery } from '@tanstack/react-query';
import { callApi } from '#components/api/client.ts';
import { useRefusal } from '#components/shell/viewer.tsx';
import type { CandidateDetail, DraftProblem } from '#lib/contract/candidates.ts';

/** What is wrong with `text` as the server sees it; of the stored draft it is known already. */
export function useCheck(candidate: CandidateDetail, text: string): readonly DraftProblem[] {
  const may = useRefusal('candidate.decide') === null;
  const isStored = text === candidate.draft;
  const { data } = useQuery({
    queryKey: ['checkCandidateDraft', candidate.id, text],
    queryFn: ({ signal }) =>
      callApi('checkCandidateDraft', { params: { candidateId: candidate.id }, body: { draft: text } }, { signal }),
    enabled: may && !isStored && text !== '',
    placeholderData: (before) => before,
  });
  return isStored ? candidate.problems : (data?.problems ?? []);
}
