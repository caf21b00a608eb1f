'use client';

import { BrokenPage } from '#components/ui/broken-page.tsx';

interface ErrorPageProps {
  error: unknown;
  retry: () => void;
}

/** What could not be read was the frame itself: the session, or the sign-in page. */
export default function ErrorPage(props: ErrorPageProps) {
  return (
    <main>
      <BrokenPage {...props} />
    </main>
  );
}
