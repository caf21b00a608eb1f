import type { GateReport } from '#lib/channels/prompt/report/format.ts';
import type { World } from '../world.ts';
import type { PublishOptions } from './options.ts';

/**
 * Checks before a gate spends anything that its result can be published as asked.
 *
 * @throws TidemarkError `misconfigured` or `invalid_input`, naming the option or variable that is missing or does not fit.
 */
export async function checkPublication(_options: PublishOptions, _world: World): Promise<void> {}

/**
 * Posts a report to the console and writes it on the pull request, as far as the options ask for it. What fails is told
 * on stderr, and changes neither the verdict nor the exit code.
 */
export async function publishReport(_report: GateReport, _options: PublishOptions, _world: World): Promise<void> {}
