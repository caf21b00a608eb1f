import { TidemarkError } from '../platform/errors.ts';

const THROTTLED = /^throttled:(\d+)$/;

/** The code that carries a throttled sign-in through next-auth, which passes on a text and nothing else. */
export function throttledError(retryAfterSeconds: number): string {
  return `throttled:${retryAfterSeconds}`;
}

/** What to tell somebody whose password sign-in ended with next-auth's error `code`. */
export function signInError(code: string | null): TidemarkError {
  const seconds = THROTTLED.exec(code ?? '')?.[1];
  if (seconds !== undefined) {
    const minutes = Math.ceil(Number(seconds) / 60);
    return new TidemarkError(
      'rate_limited',
      `Too many attempts. Try again in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`,
      { retryAfterSeconds: Number(seconds) },
    );
  }
  if (code === 'CredentialsSignin') {
    return new TidemarkError('unauthenticated', 'The e-mail address or the password is not right.');
  }
  return new TidemarkError('unavailable', 'Sign-in did not complete. Try again; if it stays so, look into the log.');
}

const REDIRECT_MESSAGES: Record<string, string> = {
  not_known:
    'Single sign-on worked, but there is no active account here for your verified e-mail address. Ask an admin to add you.',
  OAuthSignin: 'The single sign-on provider cannot be reached. Try again later, or sign in with a password.',
};

/** What to tell somebody who was sent back to the sign-in page with `?error=`; null when there is nothing to say. */
export function redirectMessage(code: string | undefined): string | null {
  if (code === undefined) return null;
  return REDIRECT_MESSAGES[code] ?? 'Single sign-on did not complete. Try again.';
}
