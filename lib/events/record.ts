import type { Prisma } from '#generated/prisma/client.ts';

/** Everything Tidemark announces to the outside. */
export type EventType =
  | 'ModelDriftDetected'
  | 'ModelDriftSeenAgain'
  | 'PromptRegressionDetected'
  | 'PromptRegressionSeenAgain'
  | 'CodeDriftDetected'
  | 'CodeDriftSeenAgain'
  | 'CodeDriftCleared'
  | 'ConfigDriftDetected'
  | 'ConfigDriftSeenAgain'
  | 'ConfigDriftCleared'
  | 'IncidentAcknowledged'
  | 'IncidentResolved'
  | 'IncidentReopened'
  | 'BaselineAccepted';

export interface OutboxEvent {
  type: EventType;
  occurredAt: Date;
  runId?: number;
  incidentId?: number;
  payload: Prisma.InputJsonObject;
}

/** Writes an event to the outbox, in the transaction of the state change it announces. */
export async function recordEvent(tx: Prisma.TransactionClient, event: OutboxEvent): Promise<void> {
  await recordEvents(tx, [event]);
}

/** As {@link recordEvent}, for many in one statement. */
export async function recordEvents(tx: Prisma.TransactionClient, events: readonly OutboxEvent[]): Promise<void> {
  await tx.event.createMany({ data: [...events] });
}
