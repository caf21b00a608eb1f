'use client';

import { Button } from '@mantine/core';
import { IconAlertSquareRounded, IconGitPullRequest } from '@tabler/icons-react';
import Link from 'next/link';
import { useState } from 'react';
import { useApiAction } from '#components/api/use-api-action.ts';
import { isGoing, pullRequestName } from '#components/golden/golden-run-facts.ts';
import { CancelRunButton } from '#components/runs/cancel-run-button.tsx';
import type { GoldenRunDetail } from '#lib/contract/golden/runs.ts';
import { routes } from '#lib/contract/routes.ts';
import { StartGoldenRunButton } from '../../start/start-golden-run-button.tsx';

/** What can be done about a golden run: go to its pull request or incident, stop it while it goes, run it again. */
export function GoldenRunActions({ run }: { run: GoldenRunDetail }) {
  const { pullRequestUrl, incidentId, repository } = run;
  return (
    <>
      {pullRequestUrl !== null && (
        <Button
          component="a"
          href={pullRequestUrl}
          target="_blank"
          rel="noreferrer"
          variant="default"
          leftSection={<IconGitPullRequest size={16} aria-hidden />}
        >
          Pull request {pullRequestName(pullRequestUrl)}
        </Button>
      )}
      {incidentId !== null && (
        <Button
          component={Link}
          href={routes.incident(incidentId)}
          variant="default"
          leftSection={<IconAlertSquareRounded size={16} aria-hidden />}
        >
          Incident {incidentId}
        </Button>
      )}
      {isGoing(run) ? (
        <CancelGoldenRun run={run} />
      ) : (
        <StartGoldenRunButton
          label="Run again"
          blocked={
            repository.id === null ? 'Only a pipeline knows this repository: run the gate there again.' : undefined
          }
          chosen={{
            repositoryId: repository.id === null ? null : String(repository.id),
            agent: run.agent,
            model: run.model,
            ref: run.branch ?? '',
          }}
        />
      )}
    </>
  );
}

function CancelGoldenRun({ run }: { run: GoldenRunDetail }) {
  const [asking, setAsking] = useState(false);
  const cancel = useApiAction('cancelGoldenRun', {
    done: `Golden run ${run.id} is cancelled`,
    onDone: () => setAsking(false),
    onFailed: () => {},
  });
  const close = () => {
    setAsking(false);
    cancel.reset();
  };
  return (
    <CancelRunButton
      permission="golden.run"
      name={`golden run ${run.id}`}
      stored={`${run.storedAttempts} attempts`}
      asking={asking}
      pending={cancel.isPending}
      error={cancel.problem?.message}
      onAsk={() => setAsking(true)}
      onConfirm={() => cancel.run({ params: { runId: run.id } })}
      onClose={close}
    />
  );
}
