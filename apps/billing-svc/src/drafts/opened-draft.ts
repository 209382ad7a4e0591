import {
  lintTerms,
  parseOwnTerms,
  unmendedTexts,
  withFigures,
  type Finding,
  type OwnTerms,
  type Severity,
  type Terms,
} from '@weibao/contract-terms';
import { faultsOf, parametersSchema, type Fault, type Parameters, type Parsed } from '@weibao/exchange';
import { isContractId, TRIAL_PREFIX, type DraftContent } from '@weibao/messages';

/** A draft, opened: the terms that it comes to, beside those that it began with. */
export interface OpenedDraft {
  base: Terms;
  terms: Terms;
  parameters: Parameters;
  findings: Finding[];
}

const bases = new WeakMap<OwnTerms, Terms>();

function baseOf(own: OwnTerms): Terms {
  let base = bases.get(own);
  if (base) return base;
  const parsed = parseOwnTerms(own);
  if (!parsed.ok) throw new Error(`a draft holds terms that cannot be read: ${JSON.stringify(parsed.faults)}`);
  bases.set(own, (base = parsed.value));
  return base;
}

/** The terms of a draft, or everything in it that does not fit, each fault with its place. Nothing has to be complete yet. */
export function openDraft(own: OwnTerms, content: DraftContent): Parsed<OpenedDraft> {
  const base = baseOf(own);
  const edited = withFigures(own.terms, content.edits);
  const parameters = parametersSchema.safeParse(content.parameters);
  const faults: Fault[] = [
    ...contractFaults(content.contract),
    ...(edited.ok ? [] : edited.faults.map(({ place, message }) => ({ place: `edits.${place}`, message }))),
    ...Object.keys(content.texts)
      .filter((id) => !base.clauses.has(id))
      .map((id) => ({ place: `texts.${id}`, message: 'is no clause of these terms' })),
    ...(parameters.success ? [] : faultsOf(parameters.error, 'parameters')),
  ];
  if (!edited.ok || !parameters.success || faults.length > 0) return { ok: false, faults };
  const terms: Terms = {
    ...base,
    ...edited.value,
    ...(content.contract === '' ? {} : { contract: content.contract }),
    clauses: new Map([...base.clauses].map(([id, entry]) => [id, { ...entry, ...content.texts[id] }] as const)),
  };
  const findings = inOrder(terms, [...lintTerms(terms, parameters.data), ...unmendedTexts(base, terms)]);
  return { ok: true, value: { base, terms, parameters: parameters.data, findings } };
}

function contractFaults(contract: string): Fault[] {
  if (contract === '' || (isContractId(contract) && contract !== 'all' && !contract.startsWith(TRIAL_PREFIX)))
    return [];
  const message = `expected lower-case letters and digits in groups joined by single hyphens, not beginning with "${TRIAL_PREFIX}"`;
  return [{ place: 'contract', message }];
}

const weight: Record<Severity, number> = { BLOCK: 0, WARN: 1, INFO: 2 };

/** Gravest first, then as the contract goes. */
function inOrder(terms: Terms, findings: readonly Finding[]): Finding[] {
  const place = ({ clause }: Finding) => terms.clauseOrder.get(clause) ?? Infinity;
  return [...findings].sort((a, b) => weight[a.severity] - weight[b.severity] || place(a) - place(b));
}
