import { gunzipSync } from 'node:zlib';
import type { KubeObject } from '#lib/kubernetes/types.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { objectAt, textAt } from '../json.ts';
import { MAX_RELEASE_BYTES } from '../limits.ts';
import { objectsOf } from '../manifests/objects.ts';
import type { Rendering } from '../types.ts';
import { readDocuments } from '../yaml/read.ts';

/** A release as Helm keeps it. */
interface StoredRelease extends Rendering {
  name: string;
  namespace: string;
  version: number;
  /** As Helm writes it: `deployed`, `superseded`, `failed`, … */
  status: string;
}

/**
 * What Helm installed, from the Secret of type helm.sh/release.v1 that it keeps: JSON, packed with gzip, in base64 once
 * by Helm and once by Kubernetes.
 *
 * @throws TidemarkError `invalid_input` when it is none, is damaged or unpacks to more than is read.
 */
export function readReleaseSecret(secret: KubeObject): StoredRelease {
  const packed = textAt(secret, 'data', 'release');
  if (secret.type !== 'helm.sh/release.v1' || packed === null) throw unreadable(secret, 'is no release of Helm');
  const release = unpack(secret, packed);
  const version = objectAt(release)?.version;
  const read = readDocuments(`release ${secret.metadata.name}`, textAt(release, 'manifest') ?? '', 'kubernetes');
  const { objects, problems } = objectsOf(null, read.documents);
  return {
    name: textAt(release, 'name') ?? '',
    namespace: textAt(release, 'namespace') ?? '',
    version: typeof version === 'number' ? version : 0,
    status: textAt(release, 'info', 'status') ?? '',
    objects: objects.map(({ object, file, isEncrypted }) => ({ object, file, isEncrypted })),
    notCompared: [...read.problems, ...problems].map(({ file, line, reason }) => ({
      reason: 'not_rendered',
      subject: file,
      detail: `Line ${line} of what Helm installed ${reason}.`,
    })),
  };
}

function unpack(secret: KubeObject, packed: string): unknown {
  try {
    const bytes = Buffer.from(Buffer.from(packed, 'base64').toString('latin1'), 'base64');
    const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
    return JSON.parse((isPacked ? gunzipSync(bytes, { maxOutputLength: MAX_RELEASE_BYTES }) : bytes).toString('utf8'));
  } catch (cause) {
    throw unreadable(secret, 'cannot be unpacked', cause);
  }
}

function unreadable(secret: KubeObject, what: string, cause?: unknown): TidemarkError {
  return new TidemarkError('invalid_input', `Secret ${secret.metadata.name} ${what}.`, { cause });
}
