import { staffOf, type Approval } from '@weibao/engine';
import { formatInstant } from '@weibao/exchange';
import { mayRecord, type Actor, type DigestWaiting, type DutyView, type Side } from '@weibao/messages';
import { StandingFacts } from '@weibao/service-kit';
import type { KnownRecord } from '../duties/duty.service.js';
import { findingsOf } from '../inspections/finding.view.js';

/** What waits for a signature or a decision of this actor; nothing for whoever may give none. The longest wait first. */
export function waitingFor(
  { role }: Pick<Actor, 'role'>,
  side: Side | null,
  { record, asOfMs }: KnownRecord,
  duties: readonly DutyView[],
): DigestWaiting[] {
  const waiting: DigestWaiting[] = [];
  if (mayRecord('duty.signed', role, side)) waiting.push(...duties.flatMap(unsigned));
  if (mayRecord('approval.given', role, side))
    for (const approval of staffOf({ terms: record.terms, facts: record.facts, asOfMs }).approvals)
      waiting.push(...undecided(approval));
  if (mayRecord('inspection.finding-verified', role, side))
    for (const { finding, status, closedAt } of findingsOf(new StandingFacts(record.facts), asOfMs))
      if (status === 'closed' && closedAt !== null)
        waiting.push({
          kind: 'finding',
          clause: null,
          titleZh: null,
          titleEn: null,
          subject: finding,
          since: closedAt,
        });
  return waiting.sort((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : 0));
}

/** Unsigned is not done where the contract says so. */
function unsigned({ clause, titleZh, titleEn, period, subject, doneAt, proof }: DutyView): DigestWaiting[] {
  if (doneAt === null || !proof.signatures.asked || proof.signatures.hospitalAt !== null) return [];
  const about = [subject, period].filter((part) => part !== undefined).join(' ');
  return [{ kind: 'signature', clause, titleZh, titleEn, subject: about, since: doneAt }];
}

function undecided({ approval, about, status, askedMs }: Approval): DigestWaiting[] {
  if (status !== 'asked' || askedMs === null) return [];
  const since = formatInstant(askedMs);
  return [{ kind: 'approval', clause: null, titleZh: null, titleEn: null, subject: about ?? approval, since }];
}
