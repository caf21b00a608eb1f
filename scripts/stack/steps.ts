const LABEL_WIDTH = 18;
const DETAIL_WIDTH = 40;

interface StepOptions {
  write: (text: string) => void;
  /** True rewrites the line of a running step in place. */
  isTerminal: boolean;
  /** Number of the first step and of all of them. */
  first: number;
  total: number;
  nowMs: () => number;
  /** Aborted when somebody asks the steps to stop: a step cut off by that has not failed. */
  stop: AbortSignal;
}

/** What a step found out, shown behind its name; '' for nothing. */
export type Detail = string;

/** Work that has begun, perhaps before its turn to be shown. */
export interface Begun<T> {
  label: string;
  outcome: Promise<{ value: T; tookMs: number }>;
}

export interface Steps {
  /** Starts work now, or once `after` is there; {@link show} it when its turn comes. A failure is kept until then. */
  begin: <T>(label: string, work: () => Promise<T>, after?: Promise<unknown>) => Begun<T>;
  /** Waits for the work and prints its numbered line, with `whenStopped` for work that was told to stop. */
  show: <T>(begun: Begun<T>, detailOf: (value: T) => Detail, whenStopped?: Detail) => Promise<T>;
  /** Prints a remark on a line of its own. */
  note: (text: string) => void;
  /** Shows how far the running step is; on a terminal only, where it replaces what it said before. */
  progress: (text: string) => void;
}

/** Numbered progress lines, `3/10  Postgres  started  0.4 s`, printed in order even where work overlaps. */
export function createSteps({ write, isTerminal, first, total, nowMs, stop }: StepOptions): Steps {
  let number = first;
  let running: string | undefined;

  const clear = () => (isTerminal && running !== undefined ? '\r\u001b[2K' : '');

  function progress(text: string): void {
    if (isTerminal && running !== undefined) write(`${clear()}${running} ${text}`);
  }

  return {
    begin: (label, work, after = Promise.resolve()) => {
      const outcome = after.then(async () => {
        const startedMs = nowMs();
        const value = await work();
        return { value, tookMs: nowMs() - startedMs };
      });
      outcome.catch(() => undefined);
      return { label, outcome };
    },
    show: async ({ label, outcome }, detailOf, whenStopped = 'stopped') => {
      const prefix = `${`${number++}/${total}`.padStart(5)}  ${label.padEnd(LABEL_WIDTH)}`;
      running = prefix;
      progress('…');
      try {
        const { value, tookMs } = await outcome;
        write(`${clear()}${prefix} ${detailOf(value).padEnd(DETAIL_WIDTH)} ${seconds(tookMs)}\n`);
        return value;
      } catch (error) {
        write(`${clear()}${prefix} ${stop.aborted ? whenStopped : 'failed'}\n`);
        throw error;
      } finally {
        running = undefined;
      }
    },
    note: (text) => {
      write(`${clear()}       ${text}\n`);
      progress('…');
    },
    progress,
  };
}

/** A duration for people: `0.4 s`, `1 min 12 s`. */
export function seconds(milliseconds: number): string {
  if (milliseconds < 60_000) return `${(milliseconds / 1000).toFixed(1)} s`.padStart(7);
  const whole = Math.round(milliseconds / 1000);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
