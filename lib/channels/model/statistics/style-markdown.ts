import { LARGEST_LOG_RATIO } from '#lib/policy/thresholds.ts';
import { measureFeature } from './directional.ts';
import type { Statistic } from './measurement.ts';
import { COMPARED_CHARS } from './text.ts';

/** Headings, list items, quotes and table rows at the start of a line; bold spans; links. */
const MARKS = /^[ \t]*(?:#{1,6} |[-*+] |\d{1,3}[.)] |> |\|)|\*\*[^*\n]{1,200}\*\*|\[[^\]\n]{1,200}\]\(/gm;

/** Whether answers use more or less Markdown. */
export const styleMarkdown: Statistic = (pool) =>
  measureFeature(
    pool,
    ({ output }) => Math.log1p(output.slice(0, COMPARED_CHARS).match(MARKS)?.length ?? 0),
    LARGEST_LOG_RATIO,
  );
