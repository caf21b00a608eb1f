import { OutcomeStrip } from '#components/golden/outcome-strip.tsx';
import { Panel } from '#components/ui/panel.tsx';
import type { GoldenTaskDetail, Stability } from '#lib/contract/golden/tasks.ts';
import { formatCount, formatShare } from '#lib/format/numbers.ts';
import styles from './golden-task.module.css';

/** How the task behaves over nights, for each agent and model. */
export function StabilityPanel({ task: { taskId, stabilityByModel, history } }: { task: GoldenTaskDetail }) {
  const nights = history.filter(({ night }) => night !== null).toReversed();
  return (
    <Panel
      title="Is it steady?"
      hint="Nightly runs of the main branch, the latest on the right. A task that flickers makes the gate slower and blunter."
    >
      {stabilityByModel.length === 0 ? (
        <p className={styles.note}>No night has measured it yet.</p>
      ) : (
        <ul className={styles.stability}>
          {stabilityByModel.map(({ agent, model, ...stability }) => (
            <li key={`${agent} ${model}`}>
              <strong>
                {agent} with {model}
              </strong>
              <span className={styles.note}>{stabilityWords(stability)}</span>
              <OutcomeStrip
                taskId={taskId}
                name={`${agent} with ${model}`}
                entries={nights.filter((entry) => entry.agent === agent && entry.model === model)}
              />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

/** How steady a task was, in a sentence. */
export function stabilityWords({ nights, stableShare, flickerShare }: Stability): string {
  if (stableShare === null) return 'No night has measured it yet.';
  const flicker =
    flickerShare === null || flickerShare === 0 ? 'never flickered' : `flickered in ${formatShare(flickerShare)}`;
  return `Passed every attempt in ${formatShare(stableShare)} of ${formatCount(nights, 'night')}, ${flicker}.`;
}
