import type { Overview } from '#lib/contract/overview.ts';
import { formatCount } from '#lib/format/numbers.ts';
import { CHANNEL_LABEL } from '#lib/policy/labels.ts';
import { SEVERITIES, type Severity } from '#lib/policy/severity.ts';

/** The answer to "is anything drifting right now?", in a sentence or two. */
export function headline({ channels, openBySeverity }: Pick<Overview, 'channels' | 'openBySeverity'>): string {
  return `${stateSentence(channels)} ${waitingSentence(openBySeverity)}`;
}

function stateSentence(channels: Overview['channels']): string {
  const named = (state: Overview['channels'][number]['state']) =>
    channels.filter((card) => card.state === state).map((card) => CHANNEL_LABEL[card.channel].label.toLowerCase());
  const drifted = named('drifted');
  if (drifted.length > 0) return `Drift in the ${list(drifted)} channel${drifted.length === 1 ? '' : 's'}.`;
  const unmeasured = named('unmeasured');
  if (unmeasured.length > 0) return `Unknown: the ${list(unmeasured)} channel could not be measured in full.`;
  if (named('calibrating').length > 0) return 'No drift known yet: a baseline is still being learned.';
  if (named('stable').length > 0) return 'Nothing that is watched drifts.';
  return 'Nothing is watched yet.';
}

function waitingSentence(open: Record<Severity, number>): string {
  const total = SEVERITIES.reduce((sum, severity) => sum + open[severity], 0);
  const worst = SEVERITIES.find((severity) => open[severity] > 0);
  if (worst === undefined) return 'No incident is open.';
  return `${formatCount(total, 'incident')} ${total === 1 ? 'is' : 'are'} open, the most urgent ${worst}.`;
}

function list(names: readonly string[]): string {
  return new Intl.ListFormat('en-GB').format(names);
}
