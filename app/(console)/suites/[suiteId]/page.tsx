import type { Metadata } from 'next';
import Link from 'next/link';
import { foundOr404, idOrNotFound } from '#app/(console)/found-or-404.ts';
import { VersionTable } from '#components/suites/version-table.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { requireUser } from '#lib/auth/session.ts';
import { routes } from '#lib/contract/routes.ts';
import { formatCount } from '#lib/format/numbers.ts';
import { getSuite, getSuiteVersion } from '#lib/suites/queries.ts';
import { PromptBrowser } from '../prompt-browser.tsx';

export const metadata: Metadata = { title: 'Canary suite' };

interface SuitePageProps {
  params: Promise<{ suiteId: string }>;
}

/** One suite: the prompts it asks now, then every version. Frozen content, so nothing on it needs to follow changes. */
export default async function SuitePage({ params }: SuitePageProps) {
  const { ctx } = await requireUser();
  const suite = await foundOr404(getSuite(ctx.db, idOrNotFound((await params).suiteId)));
  const active = suite.versions.find((version) => version.retiredAt === null);
  return (
    <>
      <PageHeader
        trail={<Link href={routes.suites()}>Canary suites</Link>}
        title={suite.title}
        answer={`${suite.description} Probes ${formatCount(suite.endpointCount, 'endpoint')}.`}
      />
      {active && <PromptBrowser version={await getSuiteVersion(ctx, active.id)} />}
      <Panel title="Versions" flush>
        <VersionTable suite={suite} />
      </Panel>
    </>
  );
}
