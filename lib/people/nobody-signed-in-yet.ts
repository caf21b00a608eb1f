import type { Db } from '../platform/db.ts';

/** Whether this installation still waits for its first sign-in, so that the page can say where the password is. */
export async function nobodySignedInYet(db: Db): Promise<boolean> {
  return (await db.user.findFirst({ where: { lastSignInAt: { not: null } }, select: { id: true } })) === null;
}
