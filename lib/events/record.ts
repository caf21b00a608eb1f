import type { Prisma } from '#generated/prisma/client.ts';

/** Everything Tidemark announces to the outside. */
export type EventType =
  | 'ModelDriftDetected'
  | 'ModelDriftSeenAgain'
  | 'PromptRegressionDetected'
  | 'PromptRegressionSeenAgain'
  | 'IncidentAcknowledged'
  | 'IncidentResolved'
  | 'IncidentReopened'
  | 'BaselineAccepted';

interface OutboxEvent {
  type: EventType;
  occurredAt: Date;
  runId?: number;
  incidentId?: number;
  payload: Prisma.InputJsonObject;
}

/** Writes an event to the outbox, in the transaction of the state change it announces. */
export async function recordEvent(tx: Prisma.TransactionClient, event: OutboxEvent): Promise<void> {
  await tx.event.create({ data: event });
}
