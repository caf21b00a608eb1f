import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { foundOr404, idOrNotFound } from '#app/(console)/found-or-404.ts';
import { requireUser } from '#lib/auth/session.ts';
import { routes } from '#lib/contract/routes.ts';
import { getDriftObject } from '#lib/drift/queries/detail.ts';
import { ObjectScreen } from './object-screen.tsx';

interface ObjectPageProps {
  params: Promise<{ objectId: string }>;
}

export async function generateMetadata({ params }: ObjectPageProps): Promise<Metadata> {
  return { title: `Object ${(await params).objectId}` };
}

/** Is this drift real, who did it, and what do I do? */
export default async function ObjectPage({ params }: ObjectPageProps) {
  const { ctx } = await requireUser();
  const objectId = idOrNotFound((await params).objectId);
  const initial = await foundOr404(getDriftObject(ctx, objectId));
  if (initial.owner.kind === 'flags') redirect(routes.flag(objectId));
  return <ObjectScreen initial={initial} />;
}
