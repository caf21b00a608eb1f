import type { Prisma } from '#generated/prisma/client.ts';
import { storableJson } from '#lib/runs/storable.ts';
import type { ObjectChange } from '../judge/types.ts';
import { objectKey } from '../object-key.ts';
import type { DriftOwner } from '../types.ts';
import { jsonChunks } from './chunks.ts';

/** An object's change with the row it is about. */
export type WrittenChange = ObjectChange & { objectId: number };

/** Writes what becomes of the objects themselves, new ones among them. The owner is locked. */
export async function writeObjects(
  tx: Prisma.TransactionClient,
  owner: DriftOwner,
  changes: readonly ObjectChange[],
): Promise<WrittenChange[]> {
  const isNew = ({ id }: ObjectChange) => id === null;
  const made = await insertObjects(tx, owner, changes.filter(isNew));
  await updateObjects(
    tx,
    changes.filter((change) => !isNew(change)),
  );
  return changes.flatMap((change) => {
    const objectId = change.id ?? made.get(objectKey(change.ref));
    return objectId === undefined ? [] : [{ ...change, objectId }];
  });
}

async function insertObjects(
  tx: Prisma.TransactionClient,
  owner: DriftOwner,
  changes: readonly ObjectChange[],
): Promise<Map<string, number>> {
  const clusterId = 'clusterId' in owner ? owner.clusterId : null;
  const flagSourceId = 'clusterId' in owner ? null : owner.flagSourceId;
  const made = new Map<string, number>();
  for (const chunk of jsonChunks(changes.map(rowOf))) {
    const rows = await tx.$queryRaw<{ id: number; group: string; kind: string; namespace: string; name: string }[]>`
      INSERT INTO drift_object (
        cluster_id, flag_source_id, channel, api_group, kind, namespace, name, state, findings, expected, live,
        expected_hash, live_hash, source, commit_sha, file, first_seen_at, last_seen_at
      )
      SELECT ${clusterId}::int, ${flagSourceId}::int, channel, "group", kind, namespace, name, state,
        coalesce(nullif(findings, 'null'), '[]'), expected, live, "expectedHash", "liveHash", source, commit, file,
        "at", "at"
      FROM jsonb_to_recordset(${chunk}::jsonb) AS given (
        channel channel, "group" text, kind text, namespace text, name text, state drift_state, findings jsonb,
        expected text, live text, "expectedHash" text, "liveHash" text, source text, commit text, file text,
        "at" timestamptz
      )
      RETURNING id, api_group AS "group", kind, namespace, name`;
    for (const { id, ...ref } of rows) made.set(objectKey(ref), id);
  }
  return made;
}

async function updateObjects(tx: Prisma.TransactionClient, changes: readonly ObjectChange[]): Promise<void> {
  for (const chunk of jsonChunks(changes.map(rowOf))) {
    await tx.$executeRaw`
      UPDATE drift_object SET
        state = given.state,
        last_seen_at = coalesce(given."lastSeenAt", last_seen_at),
        findings = coalesce(nullif(given.findings, 'null'), drift_object.findings),
        expected = CASE WHEN "hasSides" THEN given.expected ELSE drift_object.expected END,
        live = CASE WHEN "hasSides" THEN given.live ELSE drift_object.live END,
        expected_hash = CASE WHEN "hasSides" THEN "expectedHash" ELSE expected_hash END,
        live_hash = CASE WHEN "hasSides" THEN "liveHash" ELSE live_hash END,
        source = CASE WHEN "hasSides" THEN given.source ELSE drift_object.source END,
        commit_sha = CASE WHEN "hasSides" THEN commit ELSE commit_sha END,
        file = CASE WHEN "hasSides" THEN given.file ELSE drift_object.file END
      FROM jsonb_to_recordset(${chunk}::jsonb) AS given (
        id int, state drift_state, findings jsonb, expected text, live text, "expectedHash" text, "liveHash" text,
        source text, commit text, file text, "lastSeenAt" timestamptz, "hasSides" boolean
      )
      WHERE drift_object.id = given.id`;
  }
}

function rowOf({ id, ref, channel, state, at, findings, sides, lastSeenAt }: ObjectChange): object {
  const { group, kind, namespace, name } = ref;
  const place = { group, kind, namespace: namespace ?? '', name };
  const row = { id, ...place, channel, state, at, findings, ...sides, lastSeenAt, hasSides: sides !== null };
  return storableJson(row) as object;
}
