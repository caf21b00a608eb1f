import { PageSkeleton } from '#components/ui/skeletons.tsx';

/** Holds the page's place while the server reads. */
export default function Loading() {
  return <PageSkeleton />;
}
