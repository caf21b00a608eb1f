'use client';

import { Button } from '@mantine/core';
import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react';
import { useApi } from '#components/api/use-api.ts';
import { useApiAction } from '#components/api/use-api-action.ts';
import { useRefusal } from '#components/shell/viewer.tsx';
import { ContentHash } from '#components/suites/content-hash.tsx';
import { Time } from '#components/time/time.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Panel } from '#components/ui/panel.tsx';
import type { GoldenTarget } from '#lib/contract/golden/runs.ts';
import type { OperationResponse } from '#lib/contract/operations.ts';
import { formatCount } from '#lib/format/numbers.ts';
import { StartGoldenRunButton } from '../../prompt/start/start-golden-run-button.tsx';
import styles from './golden-tasks.module.css';

/** Where the suite comes from: repositories with their agents and models, and when each was read. */
export function TargetPanel({ initial }: { initial: OperationResponse<'listGoldenTargets'> }) {
  const { data = initial, refetch } = useApi('listGoldenTargets', {}, { initial });
  if (data.items.length === 0) return null;
  return (
    <Panel title="Where the suite comes from" hint="Read from git; what is edited there counts from the next reading.">
      <ul className={styles.targets}>
        {data.items.map((target) => (
          <Target key={target.repository.id} target={target} onFailed={refetch} />
        ))}
      </ul>
    </Panel>
  );
}

interface TargetProps {
  target: GoldenTarget;
  /** A failed reading is noted for everybody. */
  onFailed: () => void;
}

function Target({ target, onFailed }: TargetProps) {
  const { repository, branch, nightly, agents, readAt, commit, error } = target;
  const refusal = useRefusal('golden.run');
  const read = useApiAction('readGoldenSuite', { done: `${repository.name} was read`, onFailed });
  const problem = read.problem?.message ?? error;
  return (
    <li>
      <div>
        <strong>{repository.name}</strong> <span className={styles.dimmed}>{branch}</span>
        <p className={styles.dimmed}>
          {agents.length === 0 ? 'No agent is known yet.' : `${agents.map(agentWords).join('; ')}.`}
          {nightly ? ' Every night.' : ' Not at night.'}
        </p>
        <p className={styles.dimmed}>
          {readAt === null ? (
            'Not read yet: its agents and tasks appear with the first reading.'
          ) : (
            <>
              Read <Time at={readAt} />
              {commit !== null && (
                <>
                  {' '}
                  at <ContentHash hash={commit} />
                </>
              )}
            </>
          )}
        </p>
      </div>
      <div className={styles.actions}>
        {refusal === null && (
          <Button
            size="sm"
            variant="default"
            leftSection={<IconRefresh size={16} aria-hidden />}
            loading={read.isPending}
            onClick={() => read.run({ params: { repositoryId: repository.id } })}
          >
            {readAt === null ? 'Read it' : 'Read again'}
          </Button>
        )}
        <StartGoldenRunButton label="Run it" chosen={{ repositoryId: String(repository.id) }} />
      </div>
      {problem !== null && (
        <div className={styles.error}>
          <Notice tone="magenta" icon={IconAlertTriangle} role="status" title="Could not be read the last time">
            {problem} What was read before stays in force.
          </Notice>
        </div>
      )}
    </li>
  );
}

function agentWords({ name, models, tasks }: GoldenTarget['agents'][number]): string {
  return `${name} with ${models.join(', ')}: ${formatCount(tasks, 'task')}`;
}
