import type { Page } from '@playwright/test';

/** Opens a page and waits until React has come to life on it, as clicks and keys before that lead nowhere. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await alive(page);
}

/**
 * Waits until the heading of the page and everything in it that can be pressed belong to React (parts of a page come to
 * life one after the other), and the effects of its first rendering have run.
 */
export async function alive(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const isAlive = (element: Element) => Object.keys(element).some((key) => key.startsWith('__reactFiber'));
    return document.querySelector('h1') !== null && [...document.querySelectorAll('h1, button, input')].every(isAlive);
  });
  await page.evaluate(() => new Promise<void>((resolve) => requestIdleCallback(() => resolve())));
}
