import { askedParameters, figureChanges, figuresOf } from '@weibao/contract-terms';
import type { FindingView, DraftSummary, DraftView } from '@weibao/messages';
import { asksForAnswer, findingKey } from '../contracts/finding-key.js';
import type { StoredDraft } from './draft.repository.js';
import type { OpenedDraft } from './opened-draft.js';

export function draftFindings(stored: StoredDraft, { findings }: OpenedDraft): FindingView[] {
  return findings.map(({ ambiguity, ...finding }) => {
    const key = findingKey(finding);
    return { ...finding, ambiguity: ambiguity ?? null, key, accepted: stored.acceptances.get(key) ?? null };
  });
}

/** Findings that nobody mended or accepted yet. */
export const openFindings = (findings: readonly FindingView[]): FindingView[] =>
  findings.filter((finding) => asksForAnswer(finding) && finding.accepted === null);

export function draftSummary(stored: StoredDraft, opened: OpenedDraft): DraftSummary {
  const { id, version, basedOn, content, registeredAs, startedBy, changedBy, changedAt } = stored;
  return {
    draft: id,
    version,
    state: registeredAs === null ? 'open' : 'registered',
    basedOn,
    contract: registeredAs ?? (content.contract === '' ? null : content.contract),
    nameZh: opened.terms.nameZh,
    nameEn: opened.terms.nameEn,
    open: openFindings(draftFindings(stored, opened)).length,
    startedBy,
    changedBy,
    changedAt,
  };
}

/** Everything that the form of a draft shows. */
export function draftView(stored: StoredDraft, opened: OpenedDraft): DraftView {
  const { base, terms } = opened;
  const was = new Map(figureChanges(base, terms).map((change) => [change.path, change.was]));
  return {
    ...draftSummary(stored, opened),
    content: stored.content,
    figures: figuresOf(terms).map((figure) => ({
      ...figure,
      was: was.has(figure.path) ? was.get(figure.path) : figure.value,
    })),
    clauses: [...terms.clauses.values()].map(({ id, place, zh, en }) => {
      const former = base.clauses.get(id);
      const changed = former !== undefined && (former.zh !== zh || former.en !== en);
      return { id, place, zh, en, was: changed ? { zh: former.zh, en: former.en } : null };
    }),
    asked: askedParameters(terms),
    findings: draftFindings(stored, opened),
  };
}
