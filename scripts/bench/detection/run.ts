import { type SelectedPair, selectPairs } from './corpus.ts';
import { createFeatures, windowsOf } from './features.ts';
import { FROZEN_FILES, frozenDigest } from './frozen.ts';
import { readPairs } from './pairs.ts';
import { createProgress } from './progress.ts';
import { refusalReport } from './refusals.ts';
import { pairHeading, pairRow, pairSummary, speedReport, yearReport } from './report.ts';
import { type PairResult, runPair } from './run-pair.ts';
import { measureSpeed } from './speed.ts';
import { simulateYear } from './year.ts';

/** Encoder threads beside the thread that judges. */
const ENCODER_THREADS = 2;

/** Texts encoded in about the time one trial takes, for the progress bar. */
const TEXTS_PER_TRIAL = 2;

interface Streams {
  stdout: NodeJS.WriteStream;
  stderr: NodeJS.WriteStream;
}

/**
 * Runs the benchmark and prints its figures.
 *
 * @throws TidemarkError `invalid_input` when the data cannot be read or do not fit.
 */
export async function runBenchmark(
  { data, only, json }: { data: string; only?: string; json?: boolean },
  { stdout, stderr }: Streams,
): Promise<void> {
  const text = json ? stderr : stdout;
  const selected = await selectPairs(data, await readPairs(data, only));
  text.write(`Frozen: SHA-256 ${await frozenDigest()} over ${FROZEN_FILES.join(', ')}\n\n${pairHeading()}`);

  const trials = selected.reduce((sum, { pair }) => sum + pair.trials, 0);
  const texts = Math.ceil(windowsOf(selected).length / TEXTS_PER_TRIAL);
  const progress = createProgress(stderr, 'trials', trials + texts);
  const features = createFeatures(ENCODER_THREADS, (count) => progress.add(count / TEXTS_PER_TRIAL));
  const encoded = encodeInTurn(selected, features.encode);
  const results: PairResult[] = [];
  try {
    for (const [index, pair] of selected.entries()) {
      await encoded[index];
      const result = await runPair(features.load(pair), () => progress.add(1));
      results.push(result);
      progress.clear();
      text.write(pairRow(result));
    }
  } finally {
    await features.close();
  }
  progress.end();
  if (json) stdout.write(`${JSON.stringify(results, null, 2)}\n`);
  text.write(`\n${pairSummary(results)}`);
  if (only !== undefined) return;

  text.write(`\n${yearReport(simulateYear())}`);
  text.write(`\n${await refusalReport(data)}`);
  text.write(`\n${speedReport(await measureSpeed())}`);
}

/** Starts to encode: pair after pair, while earlier ones are judged. */
function encodeInTurn(pairs: readonly SelectedPair[], encode: (pairs: SelectedPair[]) => Promise<void>) {
  let last: Promise<void> = Promise.resolve();
  return pairs.map((pair) => {
    last = last.then(() => encode([pair]));
    // Whoever waits for it hears of a failure; until then it must not end the process.
    last.catch(() => undefined);
    return last;
  });
}
