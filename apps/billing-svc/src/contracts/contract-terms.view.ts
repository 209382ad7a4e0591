import { builtInYears } from '@weibao/calendar';
import { lintTerms, type Reading, type Terms } from '@weibao/contract-terms';
import type { Fact, FactOf, LintRecord, Parameters } from '@weibao/exchange';
import type { AcceptanceView, ContractTermsView, FindingView, ReadingChoice, ReadingView } from '@weibao/messages';
import { atMsOf, recordedBy, StandingFacts } from '@weibao/service-kit';
import type { Settled } from '../outcomes/outcome.service.js';
import { versionViews } from './amendment.view.js';
import { clauseActivity } from './clause-activity.js';
import { findingKey } from './finding-key.js';
import { latestTerms } from './latest-terms.js';

/**
 * What the contract says, how it is read, what lint finds in it and what each clause does now. Which value of a reading is in force is taken from
 * the outcome's own lint; only who chose it is looked up in the record. Without activity it leaves out what only readers of the outcome may see, without
 * reasons what people wrote for the parties.
 */
export function contractTermsView(
  { record, outcome }: Settled,
  { withActivity, withReasons }: { withActivity: boolean; withReasons: boolean },
): Omit<ContractTermsView, 'replyDays'> {
  const { contract, registered, terms } = record;
  const standing = new StandingFacts(record.facts);
  const facts = record.facts.filter((fact) => standing.withdrawalOf(fact) === undefined);
  const latest = latestTerms(terms, registered.parameters ?? {}, facts);
  const own = (entry: Reading) => entry.clauses.length === 0 || entry.clauses.some((id) => terms.clauses.has(id));
  return {
    contract,
    nameZh: registered.name ?? terms.nameZh,
    nameEn: registered.name ?? terms.nameEn,
    version: terms.version,
    asOf: outcome.asOf,
    clauses: [...terms.clauses.values()].map(({ id, place, zh, en, kind, service }) => ({
      id,
      place,
      zh,
      en,
      kind,
      service,
    })),
    readings: terms.registry
      .filter(own)
      .map((entry) => readingView(entry, outcome.lint, choicesOf(entry, registered, latest.parameters, facts), terms)),
    findings: findingsOf(latest.terms, latest.parameters, facts, withReasons),
    versions: versionViews(record, withActivity),
    activity: withActivity ? clauseActivity(outcome) : null,
  };
}

export function findingsOf(
  terms: Terms,
  parameters: Parameters,
  facts: readonly Fact[],
  withReasons: boolean,
): FindingView[] {
  const accepted = acceptancesOf(facts, withReasons);
  const years = new Set(facts.flatMap((fact) => (fact.type === 'calendar.published' ? [fact.year] : [])));
  const isPublished = (year: number) => builtInYears.has(year) || years.has(year);
  return lintTerms(terms, parameters, isPublished).map(({ ambiguity, ...finding }) => {
    const key = findingKey(finding);
    return { ...finding, key, accepted: accepted.get(key) ?? null, ambiguity: ambiguity ?? null };
  });
}

/** Who accepted what, by the key of the finding; the first name stays under it. */
function acceptancesOf(facts: readonly Fact[], withReasons: boolean): ReadonlyMap<string, AcceptanceView> {
  const found = new Map<string, AcceptanceView>();
  for (const fact of facts) {
    if (fact.type !== 'finding.accepted') continue;
    const key = findingKey({ finding: fact.finding, clause: fact.clause ?? '', zh: fact.said ?? '' });
    const account = fact.acceptedBy ?? recordedBy(fact).account ?? '';
    if (!found.has(key)) found.set(key, { account, at: fact.at, reason: withReasons ? (fact.note ?? null) : null });
  }
  return found;
}

/** What was chosen on record for this ambiguity, by value; a later choice of the same value takes the place of the earlier one. */
function choicesOf(
  entry: Reading,
  registered: FactOf<'contract.registered'>,
  parameters: Parameters,
  facts: readonly Fact[],
): ReadonlyMap<string, ReadingChoice> {
  const choices = new Map<string, ReadingChoice>();
  const names = new Set([entry.option, entry.id]);
  const take = (said: string, choice: Omit<ReadingChoice, 'value'>) => {
    for (const part of said.split(';')) {
      const typed = part.trim().toLowerCase().replace(/\s+/g, '-');
      const value = entry.aliases?.[typed] ?? typed;
      choices.set(value, { value, ...choice });
    }
  };
  const { account } = recordedBy(registered);
  for (const [name, value] of Object.entries(parameters.readings ?? {}))
    if (names.has(name)) take(value, { source: 'registration', at: registered.at, account });
  const chosen = facts
    .filter((fact): fact is FactOf<'reading.chosen'> => fact.type === 'reading.chosen' && names.has(fact.reading))
    .sort((a, b) => atMsOf(a) - atMsOf(b));
  for (const fact of chosen)
    if (fact.value !== undefined) take(fact.value, { source: 'fact', at: fact.at, account: recordedBy(fact).account });
  return choices;
}

type Texts = Record<string, { zh: string; en: string }>;

/** The texts of these values alone. */
const only = (texts: Texts | undefined, values: readonly string[]): Texts =>
  Object.fromEntries(values.flatMap((value) => (texts?.[value] ? [[value, texts[value]]] : [])));

function readingView(
  entry: Reading,
  lint: readonly LintRecord[],
  choices: ReadonlyMap<string, ReadingChoice>,
  terms: Terms,
): ReadingView {
  const { id, option, severity, zh, en, defaultZh, defaultEn } = entry;
  const line = lint.find(({ ambiguity }) => ambiguity === id);
  const inForce = line?.reading?.split('; ') ?? [];
  return {
    id,
    option,
    severity,
    clauses: entry.clauses.filter((clause) => terms.clauses.has(clause)),
    zh,
    en,
    defaultZh,
    defaultEn,
    settled: line === undefined,
    questions: entry.dimensions.map((dimension, index) => {
      const value = inForce[index] ?? null;
      return {
        values: dimension.values,
        names: only(entry.names, dimension.values),
        withoutEffect: only(entry.withoutEffect, dimension.values),
        default: dimension.default,
        inForce: value,
        choice: choices.get(value ?? '') ?? null,
      };
    }),
  };
}
