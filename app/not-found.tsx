import { IconMapQuestion } from '@tabler/icons-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { WholePage } from '#components/ui/whole-page.tsx';
import { routes } from '#lib/contract/routes.ts';

export const metadata: Metadata = { title: 'Not found' };

/** No page has this address. */
export default function NotFound() {
  return (
    <main>
      <WholePage>
        <EmptyState isPage icon={IconMapQuestion} title="There is no page at this address">
          <p>
            The link may be old or mistyped. <Link href={routes.overview()}>Go to the overview</Link>.
          </p>
        </EmptyState>
      </WholePage>
    </main>
  );
}
