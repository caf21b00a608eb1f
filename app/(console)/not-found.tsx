import { IconMapQuestion } from '@tabler/icons-react';
import Link from 'next/link';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { WholePage } from '#components/ui/whole-page.tsx';
import { routes } from '#lib/contract/routes.ts';

/** The page exists, but what it should show does not. */
export default function NotFound() {
  return (
    <WholePage>
      <EmptyState isPage icon={IconMapQuestion} title="Nothing is stored under this address">
        <p>It may have been mistyped, or belong to another installation.</p>
        <p>
          Search for it, or <Link href={routes.overview()}>go to the overview</Link>.
        </p>
      </EmptyState>
    </WholePage>
  );
}
