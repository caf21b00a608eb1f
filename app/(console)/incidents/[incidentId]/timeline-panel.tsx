'use client';

import { useApiAction } from '#components/api/use-api-action.ts';
import { CommentForm } from '#components/incidents/comment-form.tsx';
import { Timeline } from '#components/incidents/timeline.tsx';
import { useRefusal } from '#components/shell/viewer.tsx';
import { Panel } from '#components/ui/panel.tsx';
import type { IncidentDetail } from '#lib/contract/incidents.ts';
import styles from './incident.module.css';

/** What happened so far, and a place to say more. */
export function TimelinePanel({ incident }: { incident: IncidentDetail }) {
  const refusal = useRefusal('incident.comment');
  const comment = useApiAction('commentIncident', { onFailed: () => {} });
  return (
    <Panel title="Timeline">
      <Timeline entries={incident.timeline} />
      {refusal === null ? (
        <CommentForm
          pending={comment.isPending}
          error={comment.problem?.message}
          onComment={(body, written) =>
            comment.run({ params: { incidentId: incident.id }, body: { body } }, { onSuccess: written })
          }
        />
      ) : (
        <p className={styles.source}>To comment: {refusal}</p>
      )}
    </Panel>
  );
}
