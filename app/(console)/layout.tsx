import type { ReactNode } from 'react';
import { QueryProvider } from '#components/api/query-provider.tsx';
import { ViewerProvider } from '#components/shell/viewer.tsx';
import { requireUser } from '#lib/auth/session.ts';
import { getNavCounts } from '#lib/overview/nav-counts.ts';
import { describeMe } from '#lib/people/me.ts';
import { ConsoleShell } from './console-shell.tsx';

/** Everything behind the sign-in: the shell around each page. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const { ctx, principal } = await requireUser();
  return (
    <QueryProvider>
      <ViewerProvider me={describeMe(principal)}>
        <ConsoleShell initial={await getNavCounts(ctx.db)}>{children}</ConsoleShell>
      </ViewerProvider>
    </QueryProvider>
  );
}
