import { IconLock } from '@tabler/icons-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { WholePage } from '#components/ui/whole-page.tsx';
import { routes } from '#lib/contract/routes.ts';

export const metadata: Metadata = { title: 'Not allowed' };

/** The viewer's role does not include the page. */
export default function Forbidden() {
  return (
    <WholePage>
      <EmptyState isPage icon={IconLock} title="Your role does not include this page">
        <p>An admin can give you another role under Settings, People.</p>
        <p>
          <Link href={routes.overview()}>Go to the overview</Link>
        </p>
      </EmptyState>
    </WholePage>
  );
}
