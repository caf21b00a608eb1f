/**
 * Run by Next when the console starts: a bad environment is told then, not to whoever opens the first page. Next also
 * compiles this file for a runtime without Node, and leaves out of that what depends on NEXT_RUNTIME, a constant then.
 */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'edge') return;
  const { checkConsoleEnvironment } = await import('#lib/auth/console-environment.ts');
  checkConsoleEnvironment();
}
