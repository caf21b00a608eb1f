import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Db } from './db.ts';

/** Whether the database answers and every migration of this release is applied. */
export async function isReady(db: Db): Promise<boolean> {
  const applied = await db.$queryRaw<{ name: string }[]>`
    SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`;
  const names = new Set(applied.map(({ name }) => name));
  const entries = await readdir(join(process.cwd(), 'prisma', 'migrations'), { withFileTypes: true });
  return entries.every((entry) => !entry.isDirectory() || names.has(entry.name));
}
