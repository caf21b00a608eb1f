import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import '#components/theme/global.css';
import { ColorSchemeScript, mantineHtmlProps } from '@mantine/core';
import type { Metadata } from 'next';
import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import { ThemeProvider } from '#components/theme/theme-provider.tsx';
import { NowProvider } from '#components/time/now.tsx';
import { systemClock } from '#lib/platform/clock.ts';

export const metadata: Metadata = {
  title: { default: 'Tidemark', template: '%s · Tidemark' },
  description: 'Tells a team that runs language-model agents, within a day, that something under them moved.',
};

/** The document: type, colours without a flash, and the clock of the first paint. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get('x-nonce') ?? undefined;
  return (
    <html lang="en-GB" {...mantineHtmlProps}>
      <head>
        <ColorSchemeScript defaultColorScheme="auto" nonce={nonce} suppressHydrationWarning />
      </head>
      <body>
        <ThemeProvider nonce={nonce}>
          <NowProvider nowMs={systemClock().getTime()}>{children}</NowProvider>
        </ThemeProvider>
      </body>
    </html>
  );
}
