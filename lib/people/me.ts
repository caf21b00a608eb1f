import type { Principal } from '../auth/principal.ts';
import type { Me } from '../contract/people.ts';

/** Who is asking, and what they may do. */
export function describeMe({ person, permissions }: Principal): Me {
  return { ...person, permissions: [...permissions] };
}
