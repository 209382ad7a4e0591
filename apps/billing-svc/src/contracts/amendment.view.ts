import {
  askedParameters,
  figureChanges,
  figuresOf,
  patchBetween,
  withFigures,
  asOwnTerms,
} from '@weibao/contract-terms';
import { faultsOf, parametersSchema, type Fact, type Fault, type Parameters, type Parsed } from '@weibao/exchange';
import type { AmendmentTrial, BodyOf, FiguresView, ParameterChange, VersionView } from '@weibao/messages';
import { recordedBy, StandingFacts } from '@weibao/service-kit';
import type { SettledRecord } from '../outcomes/outcome.service.js';
import { findingsOf } from './contract-terms.view.js';
import { amendmentsOf, latestTerms, type Amended, type TermsAndParameters } from './latest-terms.js';

const standingFacts = ({ facts }: SettledRecord): Fact[] => {
  const standing = new StandingFacts(facts);
  return facts.filter((fact) => standing.withdrawalOf(fact) === undefined);
};

const latestOf = (record: SettledRecord): TermsAndParameters =>
  latestTerms(record.terms, record.registered.parameters ?? {}, standingFacts(record));

export function figuresView(record: SettledRecord): FiguresView {
  const { terms, parameters } = latestOf(record);
  const { readings: _chosen, ...others } = parameters;
  return { figures: figuresOf(terms), asked: askedParameters(terms), parameters: others };
}

/**
 * What an amendment would come to: the patch that its fact records, what changes from what to what, and what lint would find anew. Everything in it
 * that does not fit is named at once.
 */
export function amendmentTrial(
  record: SettledRecord,
  { edits, parameters: given }: BodyOf<'billing.amendment.check'>,
): Parsed<AmendmentTrial> {
  const facts = standingFacts(record);
  const latest = latestOf(record);
  const { terms: data } = asOwnTerms(latest.terms);
  const edited = withFigures(data, edits);
  // A null takes a parameter away: it is blank again.
  const merged = { ...latest.parameters, ...given };
  const kept = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null));
  const parsed = parametersSchema.safeParse(kept);
  const faults: Fault[] = [
    ...(edited.ok ? [] : edited.faults.map(({ place, message }) => ({ place: `edits.${place}`, message }))),
    ...(parsed.success ? [] : faultsOf(parsed.error, 'parameters')),
  ];
  if (!edited.ok || !parsed.success || faults.length > 0) return { ok: false, faults };
  const after = { ...latest.terms, ...edited.value };
  const terms = patchBetween(data, edited.value);
  const parameters = patchBetween(latest.parameters, parsed.data);
  const known = new Set(findingsOf(latest.terms, latest.parameters, facts, false).map(({ key }) => key));
  return {
    ok: true,
    value: {
      changes: { ...(terms === undefined ? {} : { terms }), ...(parameters === undefined ? {} : { parameters }) },
      figures: figureChanges(data, edited.value),
      parameters: parameterChanges(latest.parameters, parsed.data),
      findings: findingsOf(after, parsed.data, facts, false).filter(({ key }) => !known.has(key)),
    },
  };
}

function parameterChanges(before: Parameters, after: Parameters): ParameterChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])] as (keyof Parameters)[];
  return names
    .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
    .map((name) => ({ name, was: before[name] ?? null, value: after[name] ?? null }));
}

/** The amendments on record, the one that holds last first. */
export function versionViews(record: SettledRecord, withChanges: boolean): VersionView[] {
  return amendmentsOf(record.terms, record.registered.parameters ?? {}, standingFacts(record))
    .map((amended) => versionView(amended, withChanges))
    .reverse();
}

function versionView({ fact, before, patched, after }: Amended, withChanges: boolean): VersionView {
  const names = (fact.fileName ?? '').split('\n');
  return {
    fact: fact.id ?? '',
    effectiveOn: fact.effectiveOn,
    supplement: fact.supplement ?? null,
    document: fact.document ?? null,
    at: fact.at,
    account: recordedBy(fact).account,
    files: (fact.evidence ?? []).map(({ sha256 }, index) => ({ sha256, name: names[index] || null })),
    figures: withChanges ? figureChanges(before.terms, patched) : null,
    parameters: withChanges ? parameterChanges(before.parameters, after.parameters) : null,
  };
}
