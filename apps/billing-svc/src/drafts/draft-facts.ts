import { settle } from '@weibao/engine';
import { formatInstant, type Fact, type Fault } from '@weibao/exchange';
import type { Actor, FindingView } from '@weibao/messages';
import type { NewFact } from '@weibao/service-kit';
import { acceptanceFact } from '../contracts/finding-acceptance.js';
import { planRegistration } from '../contracts/registration.js';
import type { StoredDraft } from './draft.repository.js';
import type { OpenedDraft } from './opened-draft.js';

export type DraftPlan =
  { ok: true; facts: NewFact[]; years: number[]; terms: string; accepted: number } | { ok: false; faults: Fault[] };

/**
 * The first facts of the contract that a draft becomes: its registration with its own terms, the published years, from which day the record is kept, and
 * what was accepted by whom with which reason. All faults at once.
 */
export function planOfDraft(
  stored: StoredDraft,
  opened: OpenedDraft,
  findings: readonly FindingView[],
  { actor, patterns, nowMs }: { actor: Actor; patterns: readonly string[]; nowMs: number },
): DraftPlan {
  const { content } = stored;
  const version = formatInstant(nowMs).slice(0, 10);
  const terms = { ...opened.terms, version };
  const plan = planRegistration({
    contract: content.contract,
    body: {
      pattern: stored.basedOn,
      parameters: content.parameters,
      parties: content.parties,
      trial: false,
    },
    terms,
    patterns,
    own: true,
    nowMs,
  });
  const faults = [...(plan.ok ? [] : plan.faults), ...sideFaults(content.parties, actor)];
  if (!plan.ok || faults.length > 0) return { ok: false, faults };
  const at = plan.facts[0]?.at ?? formatInstant(nowMs);
  const { recordStartsOn } = content;
  const started: NewFact[] =
    recordStartsOn === undefined
      ? []
      : [{ type: 'record.started', at, recordedAt: at, on: recordStartsOn, by: 'hospital' }];
  const accepted = findings.flatMap((finding): NewFact[] =>
    finding.accepted ? [acceptanceFact(finding, finding.accepted)] : [],
  );
  const facts: NewFact[] = [...plan.facts, ...started, ...accepted];
  const wrong = trial(terms, facts, nowMs);
  if (wrong !== null) return { ok: false, faults: [{ place: 'terms', message: wrong }] };
  return { ok: true, facts, years: plan.years, terms: version, accepted: accepted.length };
}

/** Whoever draws a contract up is its customer or uses what it maintains, and somebody maintains it. */
function sideFaults(parties: StoredDraft['content']['parties'], { organisation }: Actor): Fault[] {
  const own = parties.some((party) => party.organisation === organisation && party.part !== 'vendor');
  const vendor = parties.some((party) => party.organisation !== organisation && party.part === 'vendor');
  return [
    ...(own
      ? []
      : [{ place: 'parties', message: `expected your own organisation ${organisation} as customer or user` }]),
    ...(vendor ? [] : [{ place: 'parties', message: 'expected a vendor that is not your own organisation' }]),
  ];
}

/** What nobody can compute is not registered: tried out before it is stored. */
function trial(terms: OpenedDraft['terms'], facts: readonly NewFact[], nowMs: number): string | null {
  const at = formatInstant(nowMs);
  try {
    settle({
      terms,
      facts: facts.map((fact, index) => ({ at, ...fact, id: `candidate-${index}` }) as Fact),
      asOfMs: nowMs,
    });
    return null;
  } catch (error) {
    return `nothing can be computed with these terms: ${error instanceof Error ? error.message : String(error)}`;
  }
}
