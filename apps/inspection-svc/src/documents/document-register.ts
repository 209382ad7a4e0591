import type { Terms } from '@weibao/contract-terms';
import type { ClockLine, DutyLine } from '@weibao/engine';
import { parseInstant, type ClockStatus, type DutyStatus, type Fact, type FactOf } from '@weibao/exchange';
import type { DocumentView, FilingView } from '@weibao/messages';
import { recordedBy, StandingFacts } from '@weibao/service-kit';
import { partsOf, wantedByClock, wantedByDuty, type Wanted } from './wanted-document.js';

type Filed = FactOf<'document.filed'>;

export interface RegisterInput {
  contract: string;
  terms: Terms;
  duties: readonly DutyLine[];
  clocks: readonly ClockLine[];
  facts: readonly Fact[];
  /** Free text, where patients' names may stand, is for the parties. */
  isParty: boolean;
}

/** All documents of a contract: those that are owed, with what was filed for each, then those that nobody owed. What is overdue or due comes first. */
export function documentRegister(input: RegisterInput): DocumentView[] {
  const standing = new StandingFacts(input.facts);
  const filed = standing.filter((fact) => fact.type === 'document.filed') as Filed[];
  const used = new Set<Filed>();
  const owed = [...owedByDuties(input), ...owedByClocks(input)].map(({ wanted, view }): DocumentView => {
    const own = filed.filter((fact) => answers(fact, wanted, view.doneAt));
    for (const fact of own) used.add(fact);
    return { ...view, filings: filingsOf(own, standing, input.isParty) };
  });
  const rest = new Map<string, Filed[]>();
  for (const fact of filed) {
    if (used.has(fact)) continue;
    const key = JSON.stringify([fact.document, fact.about ?? null]);
    rest.set(key, [...(rest.get(key) ?? []), fact]);
  }
  const unowed = [...rest.values()].map((own): DocumentView => {
    const [{ document, about }] = own as [Filed];
    return {
      contract: input.contract,
      documents: [document],
      about: about ?? null,
      clause: null,
      titleZh: null,
      titleEn: null,
      owedBy: null,
      stamped: false,
      wanted: partsOf(input.terms, [document]),
      dueAt: null,
      dueOn: null,
      doneAt: null,
      status: null,
      filings: filingsOf(own, standing, input.isParty),
    };
  });
  return [...owed, ...unowed].sort(byUrgency);
}

type Owed = { wanted: Wanted; view: Omit<DocumentView, 'filings'> };

function* owedByDuties({ contract, terms, duties }: RegisterInput): Generator<Owed> {
  for (const duty of duties) {
    const wanted = wantedByDuty(terms, duty);
    if (!wanted) continue;
    const { clause, titleZh, titleEn, owedBy, status, doneAt } = duty;
    const due = { dueOn: duty.dueOn ?? null, dueAt: duty.dueAt ?? null };
    const parts = partsOf(terms, wanted.documents);
    yield {
      wanted,
      view: { contract, ...wanted, wanted: parts, clause, titleZh, titleEn, owedBy, ...due, doneAt, status },
    };
  }
}

/** A report for an incident is the vendor's; its clock says the same as a duty, in other words. */
function* owedByClocks({ contract, terms, clocks }: RegisterInput): Generator<Owed> {
  for (const clock of clocks) {
    const wanted = wantedByClock(terms, clock);
    const status = statusOf[clock.status];
    if (!wanted || status === null) continue;
    const { clause, titleZh, titleEn, dueAt, metAt } = clock;
    yield {
      wanted,
      view: {
        contract,
        ...wanted,
        wanted: partsOf(terms, wanted.documents),
        clause,
        titleZh,
        titleEn,
        owedBy: 'vendor',
        dueOn: null,
        dueAt: dueAt ?? null,
        doneAt: metAt ?? null,
        status,
      },
    };
  }
}

const statusOf: Record<ClockStatus, DutyStatus | null> = {
  running: 'due',
  met: 'done',
  late: 'late',
  overdue: 'overdue',
  waived: null,
  'not-owed': null,
};

/** Filed for it by name; or, where the filing names nothing, the one by which the engine counts it as done. An unstamped one is listed, too. */
function answers(fact: Filed, { documents, about }: Wanted, doneAt: string | null): boolean {
  if (!documents.includes(fact.document)) return false;
  if (fact.about !== undefined && about !== null) return fact.about === about;
  return about === null || (doneAt !== null && parseInstant(fact.at) === parseInstant(doneAt));
}

function filingsOf(filed: readonly Filed[], standing: StandingFacts, isParty: boolean): FilingView[] {
  return [...filed]
    .sort((a, b) => (parseInstant(a.at) ?? 0) - (parseInstant(b.at) ?? 0))
    .map((fact, index): FilingView => {
      const names = isParty ? (fact.fileName?.split('\n') ?? []) : [];
      const confirmed = standing.find(
        (one) => one.type === 'document.confirmed' && one.document === fact.document && one.about === fact.about,
      );
      return {
        fact: fact.id ?? '',
        version: index + 1,
        document: fact.document,
        at: fact.at,
        by: fact.by ?? null,
        account: recordedBy(fact).account,
        stamped: fact.stamped === true,
        confirmedAt: confirmed?.at ?? null,
        parts: fact.parts ?? null,
        files: (fact.evidence ?? []).map((file, place) => ({ ...file, name: names[place] ?? null })),
      };
    })
    .reverse();
}

const urgency: Record<DutyStatus, number> = {
  overdue: 0,
  due: 1,
  late: 2,
  done: 2,
  upcoming: 3,
  'not-recorded': 4,
};

function byUrgency(a: DocumentView, b: DocumentView): number {
  const rank = ({ status }: DocumentView) => (status === null ? 2 : urgency[status]);
  if (rank(a) !== rank(b)) return rank(a) - rank(b);
  // Open ones by their date, the others as they came in, newest first.
  const isFiled = rank(a) === 2;
  const moment = (view: DocumentView) =>
    isFiled ? (view.filings[0]?.at ?? view.doneAt ?? '') : (view.dueAt ?? view.dueOn ?? '9999');
  const order = moment(a) < moment(b) ? -1 : moment(a) > moment(b) ? 1 : 0;
  return isFiled ? -order : order;
}
