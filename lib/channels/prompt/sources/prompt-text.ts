import { TidemarkError } from '#lib/platform/errors.ts';
import { decodeFile } from '#lib/yaml/file.ts';

/**
 * The text of a prompt file.
 *
 * @param where how messages name the file
 * @throws TidemarkError `invalid_input` where it is too large, binary, no UTF-8 or empty
 */
export function promptText(where: string, bytes: Uint8Array): string {
  const refused = (reason: string) => new TidemarkError('invalid_input', `The prompt ${where} ${reason}.`);
  if (bytes.includes(0)) throw refused('is a binary file: it holds a zero byte. A prompt is text in UTF-8');
  const read = decodeFile(where, bytes);
  if (!('text' in read)) throw refused(read.reason);
  if (read.text.trim() === '') throw refused('is empty. Write the system prompt there');
  return read.text;
}
