import type { PromptScreening } from '#lib/contract/proposals.ts';
import { formatCount } from '#lib/format/numbers.ts';
import { assertNever } from '#lib/platform/errors.ts';
import type { Screened } from './choose.ts';

/** Why a prompt is proposed or not, in a sentence. */
export function explain({ spec, screening, isPresent }: Screened, isChosen: boolean): string {
  if (spec.stratum === 'behaviour') {
    if (isPresent) return 'A behaviour prompt of the present version; these stay.';
    return isChosen ? 'Fills up the behaviour prompts.' : 'The present version has enough behaviour prompts.';
  }
  const seen = screening === null ? 'It was not asked often enough to tell.' : whatWasSeen(screening);
  if (isChosen) {
    const isFit = screening?.kind === 'border' || screening?.kind === 'stable';
    return isFit ? seen : `${seen} It stays for want of a better one.`;
  }
  const isEqual = screening?.kind === 'border' || screening?.kind === 'stable';
  return isEqual ? `${seen} Others of its kind were chosen.` : seen;
}

function whatWasSeen({ kind, asked, measured, distinct, entropyBits }: PromptScreening): string {
  switch (kind) {
    case 'border':
      return `Border: ${distinct} answers in ${measured} (${entropyBits.toFixed(2)} bits), so that it reacts to small changes.`;
    case 'stable':
      return `Stable: the same answer ${measured} times, so that it moves only when much has changed.`;
    case 'noisy':
      return `Too noisy: ${formatCount(distinct, 'different answer')} in ${measured} (${entropyBits.toFixed(2)} bits) would hide a change.`;
    case 'unmeasured':
      return `Unmeasured: only ${measured} of ${asked} answers.`;
    default:
      return assertNever(kind);
  }
}
