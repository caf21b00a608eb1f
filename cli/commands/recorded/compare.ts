import type { SignalName } from '#lib/channels/model/types.ts';
import { EXIT_CODE_OF_VERDICT } from '#lib/policy/exit-codes.ts';
import { compareRecordings, type RecordedComparison } from '#lib/recorded/compare.ts';
import { comparisonReport } from '../../reporters/comparison.ts';
import { json } from '../../reporters/json.ts';
import type { World } from '../../world.ts';
import { withMakers } from './makers.ts';

interface Options {
  alpha: number;
  seed: number;
  signals?: SignalName[];
  json?: true;
}

/** Prints the comparison of two recordings, and gives the exit code of its verdict. */
export async function compareFiles(
  files: { baseline: string; current: string },
  options: Options,
  world: World,
): Promise<number> {
  const { alpha, seed, signals } = options;
  const chosen = { alpha, seed, ...(signals === undefined ? {} : { signals }) };
  const result = await withMakers(world, signals, (makers) => compareRecordings(files, chosen, makers));
  world.stdout.write(options.json ? json(toJson(result, alpha)) : comparisonReport(result, alpha));
  return EXIT_CODE_OF_VERDICT[result.comparison.verdict];
}

function toJson({ comparison, calls, warnings }: RecordedComparison, alpha: number) {
  return {
    verdict: comparison.verdict,
    p: comparison.pValue,
    alpha,
    seed: comparison.seed,
    calls,
    signals: comparison.signals.map(({ name, value, threshold, noise, pValue, pAdjusted, fired }) => ({
      name,
      value,
      threshold,
      noise,
      p: pValue,
      pAdjusted,
      fired,
    })),
    prompts: comparison.prompts.map(({ promptId, movement, signals }) => ({
      id: promptId,
      moved: movement === 'changed',
      signals,
    })),
    warnings,
  };
}
