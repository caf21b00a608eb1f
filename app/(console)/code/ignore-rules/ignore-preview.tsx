'use client';

import { Skeleton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import Link from 'next/link';
import { useApi } from '#components/api/use-api.ts';
import { objectName } from '#components/drift/object-words.ts';
import { EstimateBox } from '#components/ui/estimate.tsx';
import { ignorePreviewBody } from '#lib/contract/drift/objects.ts';
import { routes } from '#lib/contract/routes.ts';
import { formatCount } from '#lib/format/numbers.ts';
import { type IgnoreFields, toIgnoreBody } from './ignore-fields.ts';
import { previewSentence } from './preview-words.ts';

const TYPING_PAUSE_MS = 300;

/** What a rule would hide now, following what is typed. */
export function IgnorePreview({ fields }: { fields: IgnoreFields }) {
  const { reason: _reason, ownerId: _ownerId, expiresAt: _expiresAt, ...scope } = toIgnoreBody(fields);
  const [settled] = useDebouncedValue(JSON.stringify(scope), TYPING_PAUSE_MS);
  const body = ignorePreviewBody.safeParse(JSON.parse(settled));
  return (
    <EstimateBox label="What it would hide now">
      {body.success ? <Preview body={body.data} /> : <p>Name at least a kind, namespace, name, field or manager.</p>}
    </EstimateBox>
  );
}

function Preview({ body }: { body: ReturnType<typeof ignorePreviewBody.parse> }) {
  const { data, problem } = useApi('previewIgnoreRule', { body });
  if (problem !== null) return <p role="alert">{problem.message}</p>;
  if (data === undefined) return <Skeleton height={56} radius="sm" />;
  const more = data.objects - data.first.length;
  return (
    <>
      <p>{previewSentence(data)}</p>
      {data.first.length > 0 && (
        <p>
          {data.first.map((object, index) => (
            <span key={object.id}>
              {index > 0 && ', '}
              <Link href={routes.driftObject(object.id)} target="_blank">
                {objectName(object)}
              </Link>{' '}
              in {object.owner}
            </span>
          ))}
          {more > 0 && ` and ${formatCount(more, 'more object')}`}
        </p>
      )}
    </>
  );
}
