'use client';

import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useApiAction } from '#components/api/use-api-action.ts';
import type { CandidateDetail } from '#lib/contract/candidates.ts';
import { useCheck } from './use-check.ts';

const CHECK_AFTER_MS = 400;

/** The draft as it is being edited: its text, what is wrong with it, and whether it is stored. */
export function useDraft(candidate: CandidateDetail) {
  const [edit, setEdit] = useState({ text: candidate.draft, revision: candidate.revision });
  const save = useApiAction('saveCandidateDraft', {
    onDone: ({ draft, revision }) => setEdit((now) => ({ text: now.text === draft ? draft : now.text, revision })),
    onFailed: () => {},
  });
  const dirty = edit.text !== candidate.draft;
  // Somebody else stored an edit: what is typed here stays, and saving says who.
  const overtaken = candidate.revision > edit.revision && !save.isPending;
  const [settled] = useDebouncedValue(edit.text, CHECK_AFTER_MS);
  const problems = useCheck(candidate, settled);
  return {
    text: edit.text,
    revision: edit.revision,
    dirty,
    overtaken,
    problems,
    save,
    store: (after?: () => void) =>
      save.run(
        { params: { candidateId: candidate.id }, body: { draft: edit.text, revision: edit.revision } },
        { onSuccess: () => after?.() },
      ),
    change: (text: string) => setEdit((now) => ({ ...now, text })),
    takeStored: () => setEdit({ text: candidate.draft, revision: candidate.revision }),
  };
}
