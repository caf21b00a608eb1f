import type { SampleView } from '#lib/contract/runs.ts';
import { TextSection } from './text-section.tsx';
import { toolCallText } from './tool-calls.ts';

/** What of an answer is drawn. */
export type DrawnAnswer = Pick<SampleView, 'output' | 'toolCalls'>;

interface AnswerPartsProps {
  old: DrawnAnswer | null;
  now: DrawnAnswer | null;
  /** Whether words without a counterpart are marked. */
  comparable: boolean;
  whitespace: boolean;
}

/** Text and tool calls of the chosen answers. What cannot be compared is shown without marks. */
export function AnswerParts({ old, now, comparable, whitespace }: AnswerPartsProps) {
  const text = [old, now].map((sample) => sample?.output ?? null);
  const calls = [old, now].map((sample) => (sample?.toolCalls?.length ? toolCallText(sample.toolCalls) : null));
  const hasCalls = calls.some((call) => call !== null);
  const hasText = text.some(Boolean) || !hasCalls;
  return (
    <>
      {hasText
        ? sidesOf(text, comparable).map(({ id, ...side }) => (
            <TextSection key={id} title={hasCalls ? 'Text' : null} {...side} whitespace={whitespace} />
          ))
        : null}
      {hasCalls
        ? sidesOf(calls, comparable).map(({ id, ...side }) => (
            <TextSection key={id} title="Tool calls" {...side} whitespace={whitespace} />
          ))
        : null}
    </>
  );
}

/** One section for both sides, or one for each that holds something where an answer is unmeasured or missing. */
function sidesOf([before, after]: readonly (string | null | undefined)[], comparable: boolean) {
  if (comparable) return [{ id: 'both', before: before ?? '', after: after ?? '' }];
  return [
    ...(before ? [{ id: 'before', before, after: null }] : []),
    ...(after ? [{ id: 'after', before: null, after }] : []),
  ];
}
