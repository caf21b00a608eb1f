import type { ObjectRef } from '#lib/kubernetes/types.ts';
import { laterOf } from '#lib/platform/clock.ts';
import { assertNever } from '#lib/platform/errors.ts';
import type { DriftChannel, Sightings } from '../types.ts';
import { judgeDiffering } from './judge-differing.ts';
import { policiesOf } from './policies-of.ts';
import type { KnownObject, Look, ObjectChange, Yardstick } from './types.ts';

interface LookFacts {
  ref: ObjectRef;
  channel: DriftChannel;
  /** Null: it never drifted. */
  known: KnownObject | null;
  look: Look;
}

type Moment = Pick<Sightings, 'at' | 'origin'>;

/**
 * What becomes of one object after a look at its cluster: its state, and whether an occurrence begins, goes on, becomes
 * more urgent or ends. What was not looked at is judged anew all the same, for rules and tiers change. The look that is
 * recorded last counts, also where its clock is behind: whoever looks remembers what was recorded. Null: nothing.
 */
export function judgeLook(facts: LookFacts, yardstick: Yardstick, moment: Moment): ObjectChange | null {
  const { known, look } = facts;
  switch (look.saw) {
    case 'clean':
      return known === null ? null : judgeClean(known, moment.at);
    case 'drift': {
      const { ref: _ref, channel: _channel, findings, ...sides } = look.object;
      const policies = policiesOf(facts.ref.kind, [sides.expected, sides.live]);
      return judgeDiffering({ ...facts, findings, sides, policies }, yardstick, moment);
    }
    case 'nothing':
      return known === null || known.state === 'clean' ? null : judgeAnew(known, yardstick, moment);
    default:
      return assertNever(look);
  }
}

function judgeClean({ id, ref, channel, state, open }: KnownObject, at: Date): ObjectChange | null {
  if (open === null && state === 'clean') return null;
  return {
    id,
    ref,
    channel,
    at,
    state: 'clean',
    findings: null,
    sides: null,
    lastSeenAt: null,
    occurrence: open && {
      kind: 'end',
      id: open.id,
      correctedAt: laterOf(open.lastSeenAt, at),
      why: 'clean',
      note: null,
    },
    incidentBefore: open?.incident ?? null,
  };
}

/** As last seen, by the rules and tiers of now; null where they change nothing. */
function judgeAnew(known: KnownObject, yardstick: Yardstick, moment: Moment): ObjectChange | null {
  const { ref, channel, findings, policies } = known;
  const change = judgeDiffering({ ref, channel, known, findings, policies, sides: null }, yardstick, moment);
  const { occurrence } = change;
  const goesOn = occurrence === null || (occurrence.kind === 'continue' && occurrence.escalation === null);
  return goesOn && change.state === known.state && change.findings === null ? null : change;
}
