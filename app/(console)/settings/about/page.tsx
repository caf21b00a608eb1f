import type { Metadata } from 'next';
import { requireUser } from '#lib/auth/session.ts';
import { describeSettings } from '#lib/settings/describe.ts';
import { AboutScreen } from './about-screen.tsx';

export const metadata: Metadata = { title: 'Configuration' };

export default async function AboutPage() {
  await requireUser('settings.view');
  return <AboutScreen settings={describeSettings()} />;
}
