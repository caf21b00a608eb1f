import { IconAlertTriangle, IconClock } from '@tabler/icons-react';
import { Time } from '#components/time/time.tsx';
import { FactList } from '#components/ui/fact-list.tsx';
import { Notice } from '#components/ui/notice.tsx';
import type { PublicationView } from '#lib/contract/candidates.ts';
import { formatCount } from '#lib/format/numbers.ts';
import { PublicationBadge } from './candidate-badges.tsx';

/** How far an approved candidate is on its way into git, and what is in its way. */
export function PublicationFacts({ publication }: { publication: PublicationView }) {
  const { state, branch, path, commitSha, pullRequestUrl, pullRequestNumber, attempts, lastError, blocked, updatedAt } =
    publication;
  return (
    <>
      {lastError !== null && (
        <Notice
          tone={blocked ? 'magenta' : 'violet'}
          icon={blocked ? IconAlertTriangle : IconClock}
          role="status"
          title={blocked ? 'Needs a person' : 'Tried again soon'}
        >
          {lastError} Nothing is lost; the approval stands.
        </Notice>
      )}
      <FactList
        facts={[
          ['State', <PublicationBadge key="state" state={state} />],
          ['Branch', <code key="branch">{branch}</code>],
          ['File', <code key="path">{path}</code>],
          ['Commit', commitSha === null ? '–' : <code key="commit">{commitSha.slice(0, 10)}</code>],
          [
            'Pull request',
            pullRequestUrl === null ? (
              '–'
            ) : (
              <a key="pull" href={pullRequestUrl} rel="noreferrer" target="_blank">
                #{pullRequestNumber}
              </a>
            ),
          ],
          ['Failed tries', formatCount(attempts)],
          ['Last change', <Time key="at" at={updatedAt} />],
        ]}
      />
    </>
  );
}
