import type { SignalView } from '#lib/contract/signals.ts';
import { formatP } from '#lib/format/numbers.ts';
import { formatSignalValue, SIGNAL_INFO, type SignalInfo } from '#lib/policy/signals.ts';

const KNOWN: Readonly<Record<string, SignalInfo | undefined>> = SIGNAL_INFO;

/** The parts of a signal that its words rest on. */
export type Measured = Pick<SignalView, 'name' | 'value' | 'noise' | 'threshold'>;

/** What a signal is called; one of another release goes by its own name. */
export function signalLabel(name: string): string {
  return KNOWN[name]?.label ?? name;
}

/** What a signal measures and how; undefined for one of another release. */
export function signalInfo(name: string): SignalInfo | undefined {
  return KNOWN[name];
}

/** A value of the signal, its noise or its threshold, as people read it. */
export function formatSignal(name: string, value: number | null): string {
  const unit = KNOWN[name]?.unit ?? 'distance';
  return value === null ? '–' : formatSignalValue(unit, value);
}

/** `55 % against noise 7.4 %, threshold 30 %`: a signal in a line. */
export function signalSentence({ name, value, noise, threshold }: Measured): string {
  if (value === null) return 'not measured';
  const against = noise === null ? 'noise unknown' : `noise ${formatSignal(name, noise)}`;
  return `${formatSignal(name, value)}, ${against}, threshold ${formatSignal(name, threshold)}`;
}

/** A p-value without its letter, for a column that has it as heading. */
export function bareP(p: number | null): string {
  return p === null ? '–' : formatP(p).replace(/^p\u00a0(=\u00a0)?/, '');
}
