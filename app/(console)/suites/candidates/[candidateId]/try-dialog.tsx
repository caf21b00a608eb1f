'use client';

import { Modal, Select, Stack } from '@mantine/core';
import { useState } from 'react';
import { useApi } from '#components/api/use-api.ts';
import { useApiAction } from '#components/api/use-api-action.ts';
import { answerOf } from '#components/candidates/turns.ts';
import { AttemptDiff } from '#components/diff/attempt-diff.tsx';
import { FormActions } from '#components/form/form-actions.tsx';
import { FormProblem } from '#components/form/form-problem.tsx';
import { CheckTable } from '#components/golden/check-table.tsx';
import { JudgeReasons } from '#components/golden/judge-reasons.tsx';
import { EstimateBox, EstimateReading } from '#components/ui/estimate.tsx';
import type { CandidateDetail, CandidateTry } from '#lib/contract/candidates.ts';
import type { GoldenTarget } from '#lib/contract/golden/runs.ts';
import { formatCount, formatUsd } from '#lib/format/numbers.ts';

interface TryDialogProps {
  candidate: CandidateDetail;
  /** As it stands in the editor. */
  draft: string;
  targets: readonly GoldenTarget[];
  onClose: () => void;
}

/** Runs the draft once against an agent and a model, after saying what that costs. */
export function TryDialog({ candidate, draft, targets, onClose }: TryDialogProps) {
  const agents = targets.find(({ repository }) => repository.id === candidate.repository.id)?.agents ?? [];
  const [agent, setAgent] = useState(
    agents.find(({ name }) => name === candidate.agent)?.name ?? agents[0]?.name ?? '',
  );
  const models = agents.find(({ name }) => name === agent)?.models ?? [];
  const [chosen, setModel] = useState<string | null>(null);
  const model = chosen !== null && models.includes(chosen) ? chosen : (models[0] ?? '');
  const [tried, setTried] = useState<CandidateTry | null>(null);
  const input = { params: { candidateId: candidate.id }, body: { draft, agent, model } };
  const ready = agent !== '' && model !== '';
  const estimate = useApi('estimateCandidateTry', input, { enabled: ready });
  const run = useApiAction('tryCandidate', { onDone: setTried, onFailed: () => {} });
  return (
    <Modal opened onClose={onClose} title="Try the draft once" size={tried === null ? 'md' : 'xl'}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) run.run(input);
        }}
      >
        <Stack gap="md">
          <Select
            label="Agent"
            data={agents.map(({ name }) => name)}
            value={agent}
            onChange={(value) => setAgent(value ?? '')}
            allowDeselect={false}
            error={agents.length === 0 && 'The suite of the repository has not been read yet, or names no agent.'}
          />
          <Select label="Model" data={models} value={model} onChange={setModel} allowDeselect={false} />
          {ready && (
            <EstimateBox label="Estimate">
              <EstimateReading
                reading={estimate}
                facts={({ calls, maxCostUsd, budgetUsd }) => [
                  ['Calls at most', formatCount(calls)],
                  ['Cost at most', maxCostUsd === null ? 'unknown' : formatUsd(maxCostUsd)],
                  ['Budget', budgetUsd === null ? 'no limit' : formatUsd(budgetUsd)],
                ]}
                note={() => 'The answer is shown here and not stored.'}
              />
            </EstimateBox>
          )}
          <FormProblem problem={run.problem} title="It was not tried" />
          {tried !== null && <Tried traced={answerOf(candidate.output)} attempt={tried.attempt} />}
          <FormActions label={tried === null ? 'Try it' : 'Try it again'} pending={run.isPending} onClose={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}

/** The new answer against the one that was scored low. */
function Tried({ traced, attempt }: Pick<CandidateTry, 'attempt'> & { traced: string }) {
  const now = { name: 'The draft', attempts: [attempt], shown: attempt };
  const none = { name: 'Before', attempts: [], shown: null };
  const old = traced === '' ? none : { name: 'Answer of the trace', answer: { output: traced, toolCalls: null } };
  return (
    <>
      <AttemptDiff old={old} now={now} />
      <CheckTable old={null} now={attempt} />
      <JudgeReasons old={none} now={now} />
    </>
  );
}
