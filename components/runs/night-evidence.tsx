import Link from 'next/link';
import type { ReactNode } from 'react';
import { Why, type WhyFacts } from '#components/ui/why.tsx';
import { routes } from '#lib/contract/routes.ts';
import type { RunDetail } from '#lib/contract/runs.ts';
import { formatP } from '#lib/format/numbers.ts';
import { CUSUM_ALARM, FIRING_P, P_CONFIRMED } from '#lib/policy/thresholds.ts';
import { EvidenceBar } from './evidence-bar.tsx';
import styles from './night-evidence.module.css';
import { evidenceSentence, formatEvidence, noConfirmation, noStep } from './night-words.ts';
import { OutcomeBadge } from './outcome-badge.tsx';

/** Is it real: the check, its fresh repetitions, both together, and what they add to the nights before. */
export function NightEvidence({ run }: { run: RunDetail }) {
  const { step, confirmation } = run;
  return (
    <>
      {step !== null && step.reason !== '' && <p className={styles.reason}>{step.reason}</p>}
      <ol className={styles.steps}>
        <Step label="This check" value={pOrDash(run.pValue)} why={WHY.check}>
          {run.pValue === null ? 'not judged' : `drift needs p ≤ ${FIRING_P}`}
        </Step>
        <Step label="Fresh repetitions" value={pOrDash(confirmation?.pValue ?? null)} why={WHY.confirmation}>
          {confirmation === null ? (
            noConfirmation(run)
          ) : (
            <span className={styles.confirmation}>
              <Link href={routes.run(confirmation.runId)}>Run {confirmation.runId}</Link>
              <OutcomeBadge run={{ purpose: 'confirmation', ...confirmation }} />
            </span>
          )}
        </Step>
        <Step label="Both together" value={pOrDash(step?.pValue ?? null)} why={WHY.together}>
          {step === null ? noStep(run) : `weighs ${formatEvidence(step.eValue)} as evidence`}
        </Step>
        <Step
          label="Evidence over nights"
          value={step === null ? '–' : formatEvidence(step.cusum)}
          why={{ ...WHY.nights, source: { label: 'History of the endpoint', href: routes.endpoint(run.endpoint.id) } }}
        >
          {step !== null && (
            <>
              <EvidenceBar cusum={step.cusum} alarmAt={CUSUM_ALARM} />
              {run.trigger === 'schedule'
                ? `Alarm at ${formatEvidence(CUSUM_ALARM)}. ${evidenceSentence(step, CUSUM_ALARM)}`
                : 'Only the nightly check adds to it; this one left it as it was.'}
            </>
          )}
        </Step>
      </ol>
    </>
  );
}

function pOrDash(p: number | null): string {
  return p === null ? '–' : formatP(p);
}

interface StepProps {
  label: string;
  value: string;
  why: WhyFacts;
  children: ReactNode;
}

function Step({ label, value, why, children }: StepProps) {
  return (
    <li>
      <span className={styles.label}>
        <Why label={label} why={why} />
      </span>
      <span className={styles.value}>{value}</span>
      <div className={styles.against}>{children}</div>
    </li>
  );
}

const WHY = {
  check: {
    meaning: 'How likely a difference at least this large would be if nothing had changed, all signals taken together.',
    formula: 'smallest p over the signals, compared with the same over shuffled answers (Westfall–Young)',
    threshold: `p ≤ ${FIRING_P}`,
  },
  confirmation: {
    meaning:
      'The same question asked anew the same night. Answers that differ by chance seldom do so twice; a changed model does.',
    formula: 'as for the check, from answers of its own',
  },
  together: {
    meaning: 'One p-value for the night, from the check and from its fresh repetitions.',
    formula: 'p₁ without repetitions; else α·G(p₁⁄α · p₂) with G(x) = x(1 − ln x)',
    threshold: `a confirmed drift opens an incident at p ≤ ${P_CONFIRMED}`,
  },
  nights: {
    meaning:
      'Each night multiplies the evidence that something changed by its weight; quiet nights pull it down, never below one. A small change that one night cannot show adds up.',
    formula: 'S = max(S of the night before, 1) · e, with e = mean over κ of κ·p^(κ−1)',
    threshold: `an incident opens at ${CUSUM_ALARM}, which a model that never changes reaches in fewer than one year of twenty`,
  },
} as const satisfies Record<string, WhyFacts>;
