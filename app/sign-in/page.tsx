import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { SignInForm } from '#components/sign-in/sign-in-form.tsx';
import { safeNextPath } from '#lib/auth/next-path.ts';
import { singleSignOnName } from '#lib/auth/oidc.ts';
import { currentPrincipal } from '#lib/auth/session.ts';
import { redirectMessage } from '#lib/auth/sign-in-errors.ts';
import { nobodySignedInYet } from '#lib/people/nobody-signed-in-yet.ts';
import { db } from '#lib/platform/db.ts';

export const metadata: Metadata = { title: 'Sign in' };

interface SignInPageProps {
  searchParams: Promise<{ next?: string | string[]; error?: string | string[] }>;
}

/** The only page without a session. */
export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { next, error } = await searchParams;
  const destination = safeNextPath(first(next));
  if ((await currentPrincipal()) !== null) redirect(destination);
  return (
    <SignInForm
      next={destination}
      singleSignOn={singleSignOnName()}
      isFirstStart={await nobodySignedInYet(db())}
      message={redirectMessage(first(error))}
    />
  );
}

function first(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
