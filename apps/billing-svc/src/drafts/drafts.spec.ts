import { asOwnTerms, type Terms } from '@weibao/contract-terms';
import type { Actor, DraftContent } from '@weibao/messages';
import { describe, expect, it } from 'vitest';
import { readTermsFiles } from '../terms/terms-files.js';
import { baseFromFile } from './draft-base.js';
import { planOfDraft } from './draft-facts.js';
import type { StoredDraft } from './draft.repository.js';
import { draftFindings, openFindings } from './draft.view.js';
import { openDraft } from './opened-draft.js';

const jiahe = readTermsFiles().shipped('jiahe-icu') as Terms;
const own = asOwnTerms(jiahe);
const placesOf = (parsed: { ok: true } | { ok: false; faults: { place: string }[] }): string[] =>
  parsed.ok ? [] : parsed.faults.map(({ place }) => place);

describe('a file of terms', () => {
  it('holds terms, clauses and readings, or the terms alone beside those of a pattern', () => {
    const whole = { name: 'own.json', text: JSON.stringify(own) };
    expect(baseFromFile(whole, undefined)).toEqual({ ok: true, value: own });
    expect(baseFromFile({ name: 'own.json', text: JSON.stringify(own.terms) }, jiahe)).toEqual({
      ok: true,
      value: own,
    });
    expect(baseFromFile({ name: 'own.json', text: JSON.stringify(own.terms) }, undefined)).toEqual({
      ok: false,
      faults: [{ place: 'own.json', message: 'expected "clauses" in it, or a pattern whose clauses it follows' }],
    });
  });

  it('that is wrong is named by file, line or key, every fault at once', () => {
    expect(placesOf(baseFromFile({ name: 'own.json', text: '{\n  "terms": ,' }, jiahe))[0]).toMatch(/^own\.json:2:/);
    expect(placesOf(baseFromFile({ name: 'own.json', text: '[]' }, jiahe))).toEqual(['own.json']);
    const terms = { ...own.terms, nameZh: 3, scope: 'everything' };
    expect(placesOf(baseFromFile({ name: 'own.json', text: JSON.stringify({ ...own, terms }) }, jiahe)).sort()).toEqual(
      ['own.json: terms.nameZh', 'own.json: terms.scope'],
    );
  });
});

const actor: Actor = { account: 'head', organisation: 'demo-hospital', role: 'it-head' };
const content: DraftContent = {
  contract: 'icu-2026',
  parties: [
    { organisation: 'demo-hospital', part: 'customer' },
    { organisation: 'demo-vendor', part: 'vendor' },
  ],
  parameters: { signedOn: '2026-01-05' },
  recordStartsOn: '2026-07-01',
  edits: {},
  texts: {},
};

function planned(change: Partial<DraftContent>) {
  const said = { ...content, ...change };
  const stored: StoredDraft = {
    id: 'd-1',
    organisation: actor.organisation,
    basedOn: 'JH',
    base: own,
    content: said,
    version: 1,
    registeredAs: null,
    startedBy: 'head',
    changedBy: 'head',
    changedAt: '2026-11-20T10:00:00+08:00',
    lastCommand: 'c',
    acceptances: new Map(),
  };
  const opened = openDraft(own, said);
  if (!opened.ok) throw new Error(JSON.stringify(opened.faults));
  const findings = draftFindings(stored, opened.value);
  const nowMs = Date.parse('2026-11-20T10:00:00+08:00');
  return { findings, plan: planOfDraft(stored, opened.value, findings, { actor, patterns: [], nowMs }) };
}

describe('the first facts of a contract that was drawn up', () => {
  it('are its registration with its terms whole, the calendars of its term, and the day from which the record is kept', () => {
    const { plan } = planned({});
    if (!plan.ok) throw new Error(JSON.stringify(plan.faults));
    const [registered] = plan.facts;
    expect(registered).toMatchObject({
      type: 'contract.registered',
      terms: '2026-11-20',
      at: '2026-01-05T00:00:00+08:00',
    });
    expect(registered).toMatchObject({ own: { terms: { contract: 'icu-2026', version: '2026-11-20' } } });
    expect(plan.facts.at(-1)).toMatchObject({
      type: 'record.started',
      on: '2026-07-01',
      at: '2026-01-05T00:00:00+08:00',
    });
  });

  it('are none where the own organisation has no part, where nobody maintains, or where the contract has no id', () => {
    const none = { parties: [{ organisation: 'other-hospital', part: 'customer' as const }] };
    expect(placesOf(planned(none).plan)).toEqual(['parties', 'parties']);
    const selfMaintained = [...content.parties.slice(0, 1), { organisation: 'demo-hospital', part: 'vendor' as const }];
    expect(placesOf(planned({ parties: selfMaintained }).plan)).toEqual(['parties']);
    expect(placesOf(planned({ contract: '' }).plan)).toEqual(['contract']);
  });

  it('wait for every finding that is a fault or a warning; a note asks for nothing', () => {
    const { findings } = planned({});
    expect(openFindings(findings).map(({ key }) => key)).toEqual(
      findings.filter(({ severity }) => severity !== 'INFO').map(({ key }) => key),
    );
    expect(new Set(findings.map(({ key }) => key)).size).toBe(findings.length);
  });
});
