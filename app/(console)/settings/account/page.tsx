import type { Metadata } from 'next';
import { requireUser } from '#lib/auth/session.ts';
import { AccountScreen } from './account-screen.tsx';

export const metadata: Metadata = { title: 'Your account' };

export default async function AccountPage() {
  await requireUser();
  return <AccountScreen />;
}
