import { DemoTag } from '#components/ui/demo-tag.tsx';
import type { DriftObjectSummary } from '#lib/contract/drift/objects.ts';

/** The cluster or flag source that something drifts in. */
export function OwnerName({ owner: { name, isDemo } }: Pick<DriftObjectSummary, 'owner'>) {
  return (
    <>
      {name} {isDemo && <DemoTag />}
    </>
  );
}
