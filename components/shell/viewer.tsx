'use client';

import { createContext, type ReactNode, useContext } from 'react';
import type { Me } from '#lib/contract/people.ts';
import { invariant } from '#lib/platform/errors.ts';
import { ROLE_LABEL } from '#lib/policy/labels.ts';
import { LEAST_ROLE, type Permission } from '#lib/policy/permissions.ts';

const Viewer = createContext<Me | null>(null);

/** Tells the components below who looks at the page. */
export function ViewerProvider({ me, children }: { me: Me; children: ReactNode }) {
  return <Viewer value={me}>{children}</Viewer>;
}

/** The signed-in person. */
export function useViewer(): Me {
  const me = useContext(Viewer);
  invariant(me, 'the page stands inside the console layout');
  return me;
}

/**
 * Why the viewer may not do something, as a control says it: `Needs the operator role; yours is viewer.` Null where they may.
 * The server decides again on every call; this only keeps false promises off the page.
 */
export function useRefusal(what: Permission): string | null {
  const { role, permissions } = useViewer();
  if (permissions.includes(what)) return null;
  const needed = ROLE_LABEL[LEAST_ROLE[what]].label.toLowerCase();
  return `Needs the ${needed} role; yours is ${ROLE_LABEL[role].label.toLowerCase()}.`;
}
