import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { fitReport } from '#lib/channels/prompt/report/fit.ts';
import type { GateReport } from '#lib/channels/prompt/report/format.ts';
import { reportMarkdown } from '#lib/channels/prompt/report/markdown.ts';
import { createForge } from '#lib/forge/create-forge.ts';
import { commentMarker } from '#lib/forge/marker.ts';
import { messageOf } from '#lib/platform/errors.ts';
import type { World } from '../world.ts';
import { type CommentPlace, type Destinations, findDestinations } from './destinations.ts';
import type { PublishOptions } from './options.ts';
import { patiently } from './patiently.ts';
import { postToConsole } from './post-to-console.ts';

/**
 * Checks before a gate spends anything that its result can be published as asked.
 *
 * @throws TidemarkError `misconfigured` or `invalid_input`, naming the option or variable that is missing or does not fit.
 */
export async function checkPublication(options: PublishOptions, world: World): Promise<void> {
  const { comments, notes } = await findDestinations(options, world);
  for (const { connection } of comments) await createForge(connection);
  for (const note of notes) world.stderr.write(`${note}\n`);
}

/**
 * Posts a report to the console and writes it on the pull request, as far as the options ask for it. What fails is told
 * on stderr, and changes neither the verdict nor the exit code.
 */
export async function publishReport(gated: GateReport, options: PublishOptions, world: World): Promise<void> {
  const destinations = await findDestinations(options, world);
  const report = { ...gated, head: { ...gated.head, branch: gated.head.branch ?? destinations.branch } };
  const link =
    destinations.console === null
      ? null
      : await told(world, 'The report was not posted', () => post(report, destinations, world));
  for (const place of destinations.comments) {
    await told(world, 'The pull request has no comment of this run', () => comment(report, place, link, world));
  }
}

async function post(report: GateReport, destinations: Destinations, world: World): Promise<string | null> {
  const { console: access, repository, pullRequestUrl } = destinations;
  if (access === null) return null;
  const body = {
    id: randomUUID(),
    repository: repository ?? basename(process.cwd()),
    pullRequestUrl,
    report: fitReport(report),
  };
  const link = await patiently(world, () => postToConsole(access, body, world));
  world.stderr.write(`Posted to ${link}\n`);
  return link;
}

async function comment(
  report: GateReport,
  { connection, number }: CommentPlace,
  link: string | null,
  world: World,
): Promise<void> {
  const forge = await createForge(connection, world);
  const marker = commentMarker('golden-gate', { agent: report.agent, model: report.model });
  const body = reportMarkdown(report, link);
  const action = await patiently(world, () => forge.upsertComment(number, marker, body));
  world.stderr.write(`Comment on pull request ${number} ${action}\n`);
}

/** Whatever goes wrong here says nothing about the prompt. */
async function told<T>({ stderr }: World, what: string, work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    stderr.write(`tidemark: ${what}. ${messageOf(error)}\n`);
    return null;
  }
}
