import type { Metadata } from 'next';
import { foundOr404, idOrNotFound } from '#app/(console)/found-or-404.ts';
import { requireUser } from '#lib/auth/session.ts';
import { getIncident } from '#lib/incidents/queries/detail.ts';
import { listPeople } from '#lib/people/list-users.ts';
import { getRunPrompt } from '#lib/runs/queries/prompt-evidence.ts';
import { IncidentScreen } from './incident-screen.tsx';
import { promptsToRead } from './moved-prompts.ts';

/** People offered as owners. */
const CHOICES = 200;

interface IncidentPageProps {
  params: Promise<{ incidentId: string }>;
}

export async function generateMetadata({ params }: IncidentPageProps): Promise<Metadata> {
  return { title: `Incident ${(await params).incidentId}` };
}

/** Is it real, what moved, what do I do? */
export default async function IncidentPage({ params }: IncidentPageProps) {
  const { ctx } = await requireUser();
  const incidentId = idOrNotFound((await params).incidentId);
  const [incident, people] = await Promise.all([
    foundOr404(getIncident(ctx, incidentId)),
    listPeople(ctx, { limit: CHOICES }),
  ]);
  const run = incident.latestRun;
  const evidence =
    run === null
      ? []
      : await Promise.all(promptsToRead(run).map(({ promptId }) => getRunPrompt(ctx.db, run.id, promptId)));
  return <IncidentScreen initial={incident} people={people.items} evidence={evidence} />;
}
