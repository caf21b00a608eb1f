'use client';

import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { type ReactNode, useState } from 'react';
import { cssVariables, theme } from './theme.ts';

interface ThemeProviderProps {
  /** Nonce of the first response: the only one the document's content security policy knows. */
  nonce: string | undefined;
  children: ReactNode;
}

/** Colours, type and component defaults of the console, with its notification area. */
export function ThemeProvider({ nonce, children }: ThemeProviderProps) {
  const [documentNonce] = useState(nonce);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      getStyleNonce={() => documentNonce ?? ''}
      deduplicateInlineStyles
    >
      <Notifications position="bottom-right" limit={3} autoClose={6000} />
      {children}
    </MantineProvider>
  );
}
