import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { foundOr404, idOrNotFound } from '#app/(console)/found-or-404.ts';
import { ContentHash } from '#components/suites/content-hash.tsx';
import { Time } from '#components/time/time.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { requireUser } from '#lib/auth/session.ts';
import { routes } from '#lib/contract/routes.ts';
import { getSuiteVersion } from '#lib/suites/queries.ts';
import { PromptBrowser } from '../../../prompt-browser.tsx';

export const metadata: Metadata = { title: 'Suite version' };

interface VersionPageProps {
  params: Promise<{ suiteId: string; versionId: string }>;
}

/** One frozen version of a suite. */
export default async function VersionPage({ params }: VersionPageProps) {
  const { ctx } = await requireUser();
  const { suiteId, versionId } = await params;
  const version = await foundOr404(getSuiteVersion(ctx, idOrNotFound(versionId)));
  if (version.suite.id !== idOrNotFound(suiteId)) notFound();
  return (
    <>
      <PageHeader
        trail={
          <>
            <Link href={routes.suites()}>Canary suites</Link>
            <span aria-hidden>/</span>
            <Link href={routes.suite(version.suite.id)}>{version.suite.title}</Link>
          </>
        }
        title={`Version ${version.number}`}
        marks={<ContentHash hash={version.contentHash} />}
        answer={
          <>
            Published <Time at={version.publishedAt} /> by {version.publishedBy ?? 'Tidemark'}.{' '}
            {version.retiredAt === null ? 'Its prompts never change.' : 'A newer version took its place.'}
          </>
        }
      />
      <PromptBrowser version={version} />
    </>
  );
}
