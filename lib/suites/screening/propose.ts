import type { Prisma } from '#generated/prisma/client.ts';
import { lentRepetitions, PRESENT, SOURCE_SELECT } from '#lib/baselines/sources.ts';
import { answerText } from '#lib/channels/model/encoder/text.ts';
import { measuredAnswers } from '#lib/channels/model/measured-answers.ts';
import type { PromptSides } from '#lib/channels/model/types.ts';
import { SCREENING_REPETITIONS } from '#lib/policy/thresholds.ts';
import { parsePromptSpec } from '../format.ts';
import { chooseVersion, type Screened } from './choose.ts';
import { screenPrompt } from './classify.ts';
import type { ProposalContent } from './content.ts';
import { screeningsOf } from './outcome.ts';

type Tx = Prisma.TransactionClient;

interface Screening {
  runId: number;
  endpointId: number;
  answers: readonly PromptSides<number>[];
}

/**
 * Proposes the version that a screening speaks for, unless it is the one in force. Present prompts are judged by the
 * answers of the endpoint's baseline.
 */
export async function proposeVersion(tx: Tx, { runId, endpointId, answers }: Screening, at: Date): Promise<void> {
  const base = await presentVersion(tx, endpointId);
  if (base === null) return;
  const present = await presentPrompts(tx, endpointId, base);
  const candidates = await candidatePrompts(tx, answers, new Set(base.prompts.map(({ key }) => key)));
  const choice = chooseVersion([...candidates, ...present]);
  if (choice.prompts.every(({ change }) => change === 'kept' || change === 'passed_over')) return;
  const content: ProposalContent = { baseVersionId: base.id, repetitions: SCREENING_REPETITIONS, ...choice };
  await tx.suiteProposal.create({ data: { endpointId, runId, content: { ...content }, createdAt: at } });
}

function presentVersion(tx: Tx, endpointId: number) {
  return tx.suiteVersion.findFirst({
    where: { suite: { endpoints: { some: { id: endpointId } } }, retiredAt: null },
    orderBy: { number: 'desc' },
    select: { id: true, prompts: { orderBy: { position: 'asc' }, select: { id: true, key: true, spec: true } } },
  });
}

type PresentVersion = NonNullable<Awaited<ReturnType<typeof presentVersion>>>;

async function presentPrompts(tx: Tx, endpointId: number, { id, prompts }: PresentVersion): Promise<Screened[]> {
  const baseline = await tx.baseline.findFirst({
    where: { endpointId, suiteVersionId: id, state: 'ready' },
    select: { sources: { where: PRESENT, select: SOURCE_SELECT } },
  });
  const sources = baseline?.sources ?? [];
  const answers = await measuredAnswers(
    tx,
    sources.map(({ runId, run, repetitions }) => ({ runId, month: run.month, repetitions })),
  );
  const asked = lentRepetitions(sources);
  return prompts.map((prompt) => {
    const spec = parsePromptSpec(prompt.spec);
    const seen = (answers.get(prompt.id) ?? []).map((answer) => ({ ...answer, text: answerText(answer) }));
    const screening = baseline === null ? null : screenPrompt(seen, asked[spec.stratum]);
    return { spec, screening, isPresent: true };
  });
}

async function candidatePrompts(
  tx: Tx,
  answers: readonly PromptSides<number>[],
  presentKeys: ReadonlySet<string>,
): Promise<Screened[]> {
  const screenings = screeningsOf(answers);
  const prompts = await tx.suitePrompt.findMany({
    where: { id: { in: [...screenings.keys()] } },
    orderBy: { position: 'asc' },
    select: { id: true, key: true, spec: true },
  });
  return prompts.map(({ id, key, spec }) => ({
    spec: parsePromptSpec(spec),
    screening: screenings.get(id) ?? null,
    isPresent: presentKeys.has(key),
  }));
}
