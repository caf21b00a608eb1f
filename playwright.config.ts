import { defineConfig } from '@playwright/test';
import { findBrowser } from './scripts/stack/browser.ts';

const MINUTE_MS = 60_000;
const SLOW = [
  'looks',
  'candidates',
  'evidence',
  'golden',
  'golden-path',
  'proposals',
  'recorded',
  'settings-clusters',
  'settings-prompt',
].map((name) => `${name}.spec.ts`);

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results/failures',
  globalSetup: './e2e/support/stack.ts',
  timeout: MINUTE_MS,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  // Each journey makes its own endpoints and people, so that files can run at once.
  workers: 2,
  reporter: 'list',
  projects: [
    { name: 'console', testIgnore: SLOW },
    // How every page looks in each width and scheme, and journeys over git and other servers: for `npm run test:real`.
    { name: 'slow', testMatch: SLOW },
  ],
  use: {
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: await findBrowser(),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--no-first-run',
      ],
    },
  },
});
