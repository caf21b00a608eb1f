const WIDTH = 30;

/** Draws at most this often, in milliseconds. */
const EVERY_MS = 100;

/** Lines written where there is no terminal to draw on. */
const LINES = 10;

/** A progress bar of known length: drawn over itself on a terminal, otherwise a line for each tenth. */
export function createProgress(stream: NodeJS.WriteStream, label: string, total: number) {
  const isTerminal = stream.isTTY === true;
  let done = 0;
  let drawnAt = 0;
  const draw = () => {
    const share = total === 0 ? 1 : Math.min(1, done / total);
    const bar = '█'.repeat(Math.round(share * WIDTH)).padEnd(WIDTH, '░');
    stream.write(
      `${isTerminal ? '\r\x1b[K' : ''}${bar} ${Math.floor(share * 100)} % ${label}${isTerminal ? '' : '\n'}`,
    );
  };
  return {
    add(count: number): void {
      const before = done;
      done += count;
      const tenth = (value: number) => Math.floor((LINES * value) / total);
      if (!isTerminal && tenth(before) === tenth(done)) return;
      if (isTerminal && performance.now() - drawnAt < EVERY_MS) return;
      drawnAt = performance.now();
      draw();
    },
    /** Takes the bar away so that a line can be printed in its place. */
    clear(): void {
      if (isTerminal) stream.write('\r\x1b[K');
    },
    end(): void {
      if (!isTerminal) return;
      done = total;
      draw();
      stream.write('\n');
    },
  };
}
