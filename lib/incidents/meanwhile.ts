import type { Db } from '#lib/platform/db.ts';

/** A sentence, led by a space, that names who touched the incident last and how; empty where nobody has. */
export async function explainMeanwhile(db: Db, incidentId: number): Promise<string> {
  const last = await db.incidentEvent.findFirst({
    where: { incidentId, kind: { in: ['acknowledged', 'assigned', 'resolved', 'reopened'] } },
    orderBy: { id: 'desc' },
    select: { kind: true, at: true, actor: { select: { name: true } } },
  });
  if (last === null) return '';
  const who = last.actor?.name ?? 'Tidemark';
  const when = last.at.toISOString().slice(0, 16).replace('T', ' ');
  return ` ${who} ${last.kind} it at ${when} UTC.`;
}
