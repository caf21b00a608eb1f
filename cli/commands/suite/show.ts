import { assertNever } from '#lib/platform/errors.ts';
import type { PromptSpec } from '#lib/suites/format.ts';
import { requireSuite } from '#lib/suites/read.ts';
import { json } from '../../reporters/json.ts';
import { table } from '../../reporters/table.ts';
import { shippedSuite } from '../../shipped.ts';
import type { World } from '../../world.ts';

const HEAD = ['#', 'prompt', 'category', 'stratum', 'max tokens', 'expects'];

/** Prints the prompts of a suite as a table, or the whole suite as JSON. */
export async function showSuite(path: string | undefined, options: { json?: true }, { stdout }: World): Promise<void> {
  const suite = await requireSuite(path ?? shippedSuite());
  if (options.json) {
    stdout.write(json(suite));
    return;
  }
  const rows = suite.prompts.map((prompt, index) => [
    String(index + 1),
    prompt.id,
    prompt.category,
    prompt.stratum,
    String(prompt.maxTokens),
    expected(prompt),
  ]);
  stdout.write(`${suite.title} (${suite.key}), content hash ${suite.contentHash}\n\n`);
  stdout.write(table(HEAD, rows, ['#', 'max tokens']));
}

function expected({ expect }: PromptSpec): string {
  switch (expect.kind) {
    case 'one-of':
      return `one of ${expect.answers.join(', ')}`;
    case 'json':
      return 'JSON';
    case 'tool-call':
      return `call of ${expect.name}`;
    case 'refusal':
      return `refusal: ${expect.stance}`;
    case 'code':
      return `${expect.language} code`;
    case 'text':
      return 'text';
    default:
      return assertNever(expect);
  }
}
