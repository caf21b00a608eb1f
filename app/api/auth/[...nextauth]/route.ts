import type { NextRequest } from 'next/server';
import NextAuth from 'next-auth/next';
import { serveAuth } from '#lib/auth/auth-route.ts';
import { authOptions } from '#lib/auth/next-auth.ts';
import { createLogger } from '#lib/platform/log.ts';

interface Segment {
  params: Promise<{ nextauth: string[] }>;
}

async function handler(request: NextRequest, segment: Segment): Promise<Response> {
  const { nextauth } = await segment.params;
  return await serveAuth(request, nextauth, () => NextAuth(request, segment, authOptions(createLogger('console'))));
}

export { handler as GET, handler as POST };
