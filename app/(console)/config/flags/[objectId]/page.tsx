import type { Metadata } from 'next';
import { foundOr404, idOrNotFound } from '#app/(console)/found-or-404.ts';
import { requireUser } from '#lib/auth/session.ts';
import { getFlagDrift } from '#lib/channels/config/decisions/list-flags.ts';
import { FlagScreen } from './flag-screen.tsx';

interface FlagPageProps {
  params: Promise<{ objectId: string }>;
}

export async function generateMetadata({ params }: FlagPageProps): Promise<Metadata> {
  return { title: `Flag ${(await params).objectId}` };
}

/** How does this flag differ, and which way out? */
export default async function FlagPage({ params }: FlagPageProps) {
  const { ctx } = await requireUser();
  const objectId = idOrNotFound((await params).objectId);
  return <FlagScreen initial={await foundOr404(getFlagDrift(ctx, objectId))} />;
}
