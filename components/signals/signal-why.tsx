import { Why } from '#components/ui/why.tsx';
import type { SignalView } from '#lib/contract/signals.ts';
import { formatCount, formatP } from '#lib/format/numbers.ts';
import { FIRING_P } from '#lib/policy/thresholds.ts';
import { formatSignal, signalInfo, signalLabel } from './words.ts';

interface SignalWhyProps {
  signal: SignalView;
  /** The run it is of. */
  source: { label: string; href: string };
}

/** The name of a signal with what it means, how it is computed and what it is held against behind it. */
export function SignalWhy({ signal, source }: SignalWhyProps) {
  const { name, noise, threshold, pValue, pAdjusted, unmeasured, detail } = signal;
  const info = signalInfo(name);
  const judged = typeof detail.judgedPrompts === 'number' ? detail.judgedPrompts : null;
  return (
    <Why
      label={signalLabel(name)}
      why={{
        meaning: info?.meaning ?? 'A signal that this release does not know.',
        ...(info && { formula: info.formula }),
        threshold: `fires above ${formatSignal(name, threshold)}, if its adjusted p is at most ${FIRING_P}`,
        noise:
          noise === null
            ? 'unknown: nothing tells what it would be if nothing had changed'
            : `${formatSignal(name, noise)}, what it would be if nothing had changed`,
        source,
      }}
    >
      {pValue !== null && (
        <p>
          {formatP(pValue)} alone; {formatP(pAdjusted)} adjusted for the other signals of the run, of which one fires by
          chance more easily than each.
        </p>
      )}
      {judged !== null && <p>A mean over {formatCount(judged, 'prompt')}.</p>}
      {unmeasured !== null && <p>{unmeasured}</p>}
    </Why>
  );
}
