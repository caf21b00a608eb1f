import type { NextApiRequest, NextApiResponse } from 'next';
import NextAuth from 'next-auth/next';
import type { Logger } from '../../platform/log.ts';
import { authOptions } from '../next-auth.ts';

/** A browser on the sign-in routes: it keeps cookies and knows where it was led to. */
export interface AuthBrowser {
  /** Opens a path below /api/auth, with its query. @returns the address it leads to, or the body as text. */
  get(path: string): Promise<string>;
  /** Posts a form there, with a fresh CSRF token. @returns the address it leads to. */
  post(path: string, fields: Record<string, string>): Promise<string>;
  /** As the header `Cookie`. */
  cookies(): string;
}

/** Calls next-auth with the console's options, by the entry of its that needs no running Next. */
export function authBrowser(log: Logger): AuthBrowser {
  const jar = new Map<string, string>();

  async function visit(method: 'GET' | 'POST', path: string, body?: Record<string, string>): Promise<string> {
    const url = new URL(path, 'http://console.test/');
    const query = { ...Object.fromEntries(url.searchParams), nextauth: url.pathname.slice(1).split('/') };
    const request = { method, query, body, cookies: Object.fromEntries(jar), headers: {} };
    const headers = new Map<string, unknown>();
    let answer: unknown;
    const keep = (value?: unknown) => {
      answer ??= value;
    };
    const response = {
      status: () => response,
      getHeader: (name: string) => headers.get(name),
      setHeader: (name: string, value: unknown) => {
        headers.set(name, value);
        return response;
      },
      end: keep,
      send: keep,
      json: (value: { url?: string }) => keep(value.url),
    };
    // The parts of both that next-auth touches.
    await NextAuth(request as unknown as NextApiRequest, response as unknown as NextApiResponse, authOptions(log));
    for (const line of [headers.get('Set-Cookie') ?? []].flat()) {
      const [pair = ''] = String(line).split(';');
      const [name = '', value = ''] = pair.split('=');
      if (value === '') jar.delete(name);
      else jar.set(name, decodeURIComponent(value));
    }
    return String(headers.get('Location') ?? answerText(answer));
  }

  return {
    get: (path) => visit('GET', path),
    post: async (path, fields) => {
      const { csrfToken } = JSON.parse(await visit('GET', 'csrf'));
      return visit('POST', path, { ...fields, csrfToken, json: 'true' });
    },
    cookies: () => [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
  };
}

function answerText(answer: unknown): string {
  return typeof answer === 'string' ? answer : JSON.stringify(answer);
}
