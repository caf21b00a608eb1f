import type { GateProgress } from '#lib/channels/prompt/gate/run-gate.ts';
import { formatCount } from '#lib/format/numbers.ts';
import type { Sink } from '../../world.ts';
import { taskLine } from './task-line.ts';

/** Cells of the bar, and the width of a terminal that does not say how wide it is. */
const CELLS = 24;
const USUAL_COLUMNS = 80;

/** Back to the start of the line, and nothing left of what stood there. */
export const CLEAR_LINE = '\r\u001b[2K';

export interface ProgressReporter {
  onProgress: (progress: GateProgress) => void;
  /** Takes the bar away; whoever writes next starts on a line of its own. */
  end: () => void;
}

/**
 * Tells how a gate gets on: a line for each task once it is decided, and on a terminal a bar below them. Where there is
 * no terminal (a pipeline's log) the lines alone, each with how far the gate is.
 */
export function createProgressReporter(out: Sink, tasks: number): ProgressReporter {
  const terminal = out.isTTY === true;
  let decided = 0;
  return {
    onProgress({ decision, made, planned }) {
      if (decision !== null) decided += 1;
      const line = decision === null ? '' : taskLine(decision.taskId, decision.outcome, decision.reasons);
      if (terminal) out.write(`${CLEAR_LINE}${line}${bar({ made, planned, decided, tasks }, out.columns)}`);
      else if (line !== '') out.write(`[${decided}/${tasks}] ${line}`);
    },
    end: () => {
      if (terminal) out.write(CLEAR_LINE);
    },
  };
}

interface Progress {
  made: number;
  planned: number;
  decided: number;
  tasks: number;
}

function bar({ made, planned, decided, tasks }: Progress, columns = USUAL_COLUMNS): string {
  const full = planned === 0 ? 0 : Math.floor((CELLS * made) / planned);
  const cells = `[${'#'.repeat(full)}${'-'.repeat(CELLS - full)}]`;
  const words = `${made} of ${formatCount(planned, 'attempt')}, ${decided} of ${formatCount(tasks, 'task')} decided`;
  // A line that wraps could not be taken back.
  return `${cells} ${words}`.slice(0, columns - 1);
}
