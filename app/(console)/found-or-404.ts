import { notFound } from 'next/navigation';
import { idText } from '#lib/contract/common.ts';
import { TidemarkError } from '#lib/platform/errors.ts';

/** The id in a page's address; the 404 page for anything that cannot be one. */
export function idOrNotFound(text: string): number {
  const parsed = idText.safeParse(text);
  return parsed.success ? parsed.data : notFound();
}

/** What a query finds; the 404 page where it says that there is no such thing. */
export async function foundOr404<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof TidemarkError && error.code === 'not_found') notFound();
    throw error;
  }
}
