'use client';

import { Button } from '@mantine/core';
import { useApiAction } from '#components/api/use-api-action.ts';
import { routes } from '#lib/contract/routes.ts';

/** Ends the viewer's sessions in every browser, then leads to the sign-in page. */
export function SignOutEverywhere() {
  const end = useApiAction('signOutEverywhere', { onDone: () => window.location.assign(routes.signIn()) });
  return (
    <Button variant="default" onClick={() => end.run({})} loading={end.isPending}>
      Sign out everywhere
    </Button>
  );
}
