import type { BrowserContext, ConsoleMessage } from '@playwright/test';

/** The browser's own note of an answer of 400 to 499: whoever provokes one asserts what the page makes of it. */
const REFUSED_CALL = /^Failed to load resource: the server responded with a status of 4\d\d/;

/**
 * Collects what should never be in a browser's console: errors, warnings of React and of the content security
 * policy, and exceptions nobody caught. The list fills while the context's pages live.
 */
export function watchConsole(context: BrowserContext): string[] {
  const complaints: string[] = [];
  context.on('console', (message) => {
    if (isComplaint(message)) complaints.push(`${message.page()?.url()}: ${message.text()}`);
  });
  context.on('weberror', (error) => complaints.push(`${error.page()?.url()}: ${error.error().stack}`));
  return complaints;
}

function isComplaint(message: ConsoleMessage): boolean {
  return ['error', 'warning'].includes(message.type()) && !REFUSED_CALL.test(message.text());
}
