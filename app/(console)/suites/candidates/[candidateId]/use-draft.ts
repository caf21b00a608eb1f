'use client';

import { useWindowEvent } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import { useApiAction } from '#components/api/use-api-action.ts';
import type { CandidateDetail } from '#lib/contract/candidates.ts';
import { useCheck } from './use-check.ts';

/** The draft as it is being edited: its text, what is wrong with it, and whether it is stored. */
export function useDraft(candidate: CandidateDetail) {
  const stored = { text: candidate.draft, base: candidate.draft, revision: candidate.revision };
  const [edit, setEdit] = useState(stored);
  const save = useApiAction('saveCandidateDraft', {
    onDone: ({ draft, revision }) => setEdit((now) => ({ text: now.text, base: draft, revision })),
    onFailed: () => {},
  });
  const changed = edit.text !== edit.base;
  const isNewer = candidate.revision > edit.revision && !save.isPending;
  // Somebody else stored an edit: what is typed here stays, and saving says who. Where nothing is, theirs is shown.
  const overtaken = isNewer && changed && edit.text !== candidate.draft;
  if (isNewer && !overtaken) setEdit(stored);
  const dirty = candidate.state === 'pending' && changed;
  const input = { params: { candidateId: candidate.id }, body: { draft: edit.text, revision: edit.revision } };
  useStoredOnLeaving(candidate.id, dirty && edit.text !== '' ? input : null);
  return {
    text: edit.text,
    revision: edit.revision,
    dirty,
    overtaken,
    check: useCheck(candidate.id, edit.text, { text: candidate.draft, problems: candidate.problems }),
    save,
    store: (after?: () => void) => save.run(input, { onSuccess: () => after?.() }),
    change: (text: string) => setEdit((now) => ({ ...now, text })),
    takeStored: () => setEdit(stored),
  };
}

interface Unstored {
  params: { candidateId: number };
  body: { draft: string; revision: number };
}

/** Stores what was typed when the person goes to another page, and asks before the window is closed on it. */
function useStoredOnLeaving(candidateId: number, unstored: Unstored | null) {
  const store = useApiAction('saveCandidateDraft', { done: `Your edit of candidate ${candidateId} is stored` });
  const leave = useRef(() => {});
  useEffect(() => {
    leave.current = () => unstored !== null && store.run(unstored);
  });
  useEffect(() => () => leave.current(), []);
  useWindowEvent('beforeunload', (event) => unstored !== null && event.preventDefault());
}
