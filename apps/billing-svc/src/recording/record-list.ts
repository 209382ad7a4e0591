import type { Fact } from '@weibao/exchange';
import type { BodyOf, RecordedFact, RecordedFactPage, ActorRole } from '@weibao/messages';
import { atMsOf, freeTextFields, recordedBy, StandingFacts } from '@weibao/service-kit';

/** Room for a list in a message of 256 KB, beside the envelope. */
const LIST_BYTES = 200 * 1024;

/** Roles that see no outcome see no amounts here either. */
const withoutMoney: ReadonlySet<ActorRole> = new Set<ActorRole>(['duty-desk', 'inspector', 'wall']);
const aboutMoney = /^(contract\.(registered|amended)|invoice\.|payment\.|loss\.|deduction\.|breach\.)/;

export interface Reader {
  role: ActorRole;
  /** Free text, where patients' names may stand, is for the parties. */
  isParty: boolean;
}

/** One page of what was recorded, newest first. `after` is the `next` of the page before. */
export function recordPage(
  facts: readonly Fact[],
  body: BodyOf<'billing.fact.list'>,
  reader: Reader,
): RecordedFactPage {
  const standing = new StandingFacts(facts);
  const wanted = facts.filter((fact) => isShown(fact, reader) && isWanted(fact, body)).sort(newestFirst);
  const start = body.after === undefined ? 0 : wanted.findIndex((fact) => cursorOf(fact) === body.after) + 1;
  const shown: RecordedFact[] = [];
  let bytes = 0;
  for (const fact of wanted.slice(start, start + body.limit)) {
    const view = recordedFact(fact, standing, reader);
    bytes += Buffer.byteLength(JSON.stringify(view)) + 1;
    if (bytes > LIST_BYTES && shown.length > 0) break;
    shown.push(view);
  }
  const last = wanted[start + shown.length - 1];
  return { facts: shown, next: last && start + shown.length < wanted.length ? cursorOf(last) : null };
}

/** The cursor is the last fact itself: a page stays right when others are recorded meanwhile. Facts are never removed, so that it is found again. */
const cursorOf = (fact: Fact): string => fact.id ?? `${fact.at} ${fact.type}`;
export const isCursorOf = (facts: readonly Fact[], after: string): boolean =>
  facts.some((fact) => cursorOf(fact) === after);

function newestFirst(a: Fact, b: Fact): number {
  const recordedMs = (fact: Fact) => atMsOf({ at: fact.recordedAt ?? fact.at });
  return atMsOf(b) - atMsOf(a) || recordedMs(b) - recordedMs(a) || (cursorOf(a) < cursorOf(b) ? 1 : -1);
}

const isShown = (fact: Fact, { role }: Reader): boolean => !withoutMoney.has(role) || !aboutMoney.test(fact.type);

function isWanted(fact: Fact, { types, about, fact: id, evidence }: BodyOf<'billing.fact.list'>): boolean {
  if (id !== undefined && fact.id !== id) return false;
  if (evidence !== undefined && !fact.evidence?.some(({ sha256 }) => sha256 === evidence)) return false;
  if (
    types &&
    !types.some((type) => (type.endsWith('.*') ? fact.type.startsWith(type.slice(0, -1)) : fact.type === type))
  )
    return false;
  return about === undefined || names(fact, about);
}

/** Fields that say how or by whom, not about what. */
const notAbout = new Set([
  'type',
  'at',
  'recordedAt',
  'storedAt',
  'by',
  'commandId',
  'schema',
  'actor',
  ...freeTextFields,
]);

/** Whether a fact names this thing: an incident, demand, payment, period, year, another fact. */
const names = (fact: Fact, about: string): boolean =>
  Object.entries(fact).some(
    ([field, value]) =>
      !notAbout.has(field) && (typeof value === 'string' || typeof value === 'number') && String(value) === about,
  );

function recordedFact(fact: Fact, standing: StandingFacts, { isParty }: Reader): RecordedFact {
  const said = { ...fact } as Fact & Record<string, unknown>;
  delete said['own']; // a contract's own terms are asked for as such, and would fill the page
  if (!isParty) for (const field of freeTextFields) delete said[field];
  return {
    id: fact.id ?? '',
    type: fact.type,
    at: fact.at,
    recordedAt: fact.recordedAt ?? fact.at,
    by: fact.by ?? null,
    ...recordedBy(fact),
    withdrawn: standing.withdrawalOf(fact) !== undefined,
    confirmed: standing.confirmationOf(fact) !== undefined,
    fact: said,
  };
}
