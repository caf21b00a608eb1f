import classes from '#components/diff/diff.module.css';
import { TextDiff } from '#components/diff/text-diff.tsx';
import type { DriftObjectSummary } from '#lib/contract/drift/objects.ts';

interface ManifestDiffProps {
  /** YAML of both sides, secrets hidden; null where that side has nothing. */
  expected: string | null;
  live: string | null;
  owner: DriftObjectSummary['owner']['kind'];
}

const LIVE_SAYS = { cluster: 'The cluster runs', flags: 'flagd serves' } as const;

const FORM = {
  cluster: 'Canonical form: status, defaults and what controllers own are left out, secrets are hidden.',
  flags: 'Canonical form, as flagd reads it.',
} as const;

/** git's side beside the cluster's, or unified by width: line by line, differing words marked, unchanged parts folded. */
export function ManifestDiff({ expected, live, owner }: ManifestDiffProps) {
  if (expected === null && live === null) {
    return <p className={classes.note}>Neither side is stored: what is known of it is what Flux said.</p>;
  }
  return (
    <TextDiff
      before={expected}
      after={live}
      names={['Git says', LIVE_SAYS[owner]]}
      label="Both sides, line by line"
      note={FORM[owner]}
    />
  );
}
