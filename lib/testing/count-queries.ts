import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '#generated/prisma/client.ts';

/** How many statements `work` sends to the database at `connectionString`. */
export async function countQueries(
  connectionString: string,
  work: (db: PrismaClient) => Promise<unknown>,
): Promise<number> {
  const db = new PrismaClient({
    adapter: new PrismaPg({ connectionString }),
    log: [{ emit: 'event', level: 'query' }],
  });
  let count = 0;
  db.$on('query', () => {
    count += 1;
  });
  try {
    await work(db);
    return count;
  } finally {
    await db.$disconnect();
  }
}
