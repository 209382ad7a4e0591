import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseAllTerms } from '../all-terms.js';
import { mergePatch } from '../merge-patch.js';
import { asOwnTerms, parseOwnTerms, termsOfContract } from '../own-terms.js';
import type { Terms } from '../terms.js';
import { askedParameters } from './asked-parameters.js';
import { figureChanges, patchBetween, withFigures } from './figure-edits.js';
import { figuresOf } from './figure.js';
import { unmendedTexts } from './unmended-texts.js';

const shipped = parseAllTerms((name) => readFileSync(new URL(`../../terms/${name}.json`, import.meta.url), 'utf8'));
const bayannur = shipped.get('bayannur-emr') as Terms;
const pathOf = (clause: string, name: string, kind = 'limit') =>
  figuresOf(bayannur).find((figure) => figure.clause === clause && figure.name === name && figure.kind === kind)
    ?.path ?? '';
const response = pathOf('BY-4.1-L1-RESP', 'limit');

describe('the figures of a contract', () => {
  it('BY-4.1: are the targets by level and stage, each with its clause', () => {
    expect(figuresOf(bayannur).find(({ path }) => path === response)).toEqual({
      path: '/incidentTargets/0/limit',
      group: 'incidentTargets',
      clause: 'BY-4.1-L1-RESP',
      titleZh: '响应',
      titleEn: 'Response',
      levels: ['1'],
      name: 'limit',
      kind: 'limit',
      value: { minutes: 10 },
    });
  });

  it('are its fees, systems, recurring duties, caps and payments', () => {
    for (const [name, terms] of shipped) {
      const paths = figuresOf(terms).map(({ path }) => path);
      expect(new Set(paths).size, name).toBe(paths.length);
    }
    const groups = new Set(figuresOf(bayannur).map(({ group }) => group));
    for (const group of ['bases', 'systems', 'incidentTargets', 'duties', 'payments', 'penalties', 'caps'])
      expect(groups).toContain(group);
  });

  it('leave out what holds under another reading, which is no figure of the contract as it is read', () => {
    const other = figuresOf(bayannur).filter(({ path }) => /\/other|If\//.test(path));
    expect(other).toEqual([]);
  });

  it('each fit the terms again as they stand: nothing changes', () => {
    for (const [name, terms] of shipped) {
      const edits = Object.fromEntries(figuresOf(terms).map(({ path, value }) => [path, value]));
      const again = withFigures(asOwnTerms(terms).terms, edits);
      expect(again, name).toEqual({ ok: true, value: asOwnTerms(terms).terms });
    }
  });
});

describe('other figures', () => {
  it('BY-4.1-L1-RESP: ten minutes become a quarter of an hour, and nothing else moves', () => {
    const edited = withFigures(asOwnTerms(bayannur).terms, { [response]: { minutes: 15 } });
    if (!edited.ok) throw new Error(JSON.stringify(edited.faults));
    expect(figureChanges(bayannur, edited.value)).toMatchObject([
      { path: response, was: { minutes: 10 }, value: { minutes: 15 } },
    ]);
    const patch = patchBetween(asOwnTerms(bayannur).terms, edited.value);
    expect(Object.keys(patch as object)).toEqual(['incidentTargets']);
    expect(mergePatch(asOwnTerms(bayannur).terms, patch)).toEqual(edited.value);
    expect(bayannur.incidentTargets[0]?.limit).toEqual({ minutes: 10 });
  });

  it('that do not fit are named at once, each by its place, and change nothing', () => {
    const total = pathOf('BY-3-TOTAL', 'yuan', 'yuan');
    const edited = withFigures(asOwnTerms(bayannur).terms, {
      [response]: { minutes: 'ten' },
      [total]: '-1.00',
      '/bases/milestone/share': '1/0',
      '/major/refail': 'BY-1',
    });
    expect(edited.ok ? [] : edited.faults.map(({ place }) => place)).toEqual([
      response,
      total,
      '/bases/milestone/share',
      '/major/refail',
    ]);
  });

  it('of a clause whose text stays as it was are found, and no more once the text is the signed one', () => {
    const edited = withFigures(asOwnTerms(bayannur).terms, { [response]: { minutes: 15 } });
    if (!edited.ok) throw new Error('the edit fits');
    const after: Terms = { ...bayannur, ...edited.value };
    expect(unmendedTexts(bayannur, after)).toMatchObject([
      { finding: 'text-not-mended', severity: 'WARN', clause: 'BY-4.1-L1-RESP' },
    ]);
    const clause = bayannur.clauses.get('BY-4.1-L1-RESP');
    if (!clause) throw new Error('the clause is there');
    const clauses = new Map(bayannur.clauses).set(clause.id, { ...clause, zh: '一级事件 15 分钟内响应' });
    expect(unmendedTexts(bayannur, { ...after, clauses })).toEqual([]);
  });
});

describe('what a contract asks of its parameters', () => {
  it('BY-0-TERM: the day of signing, the working hours and the core systems, each with its clause', () => {
    expect(askedParameters(bayannur)).toEqual([
      { name: 'signedOn', clause: 'BY-0-TERM' },
      { name: 'startsOn', clause: 'BY-0-TERM' },
      { name: 'workingHours', clause: 'BY-4.1-L3-REST' },
      { name: 'coreSystems', clause: 'BY-V-OBJ1' },
    ]);
  });
});

describe("terms of a contract's own", () => {
  it('are read back from the registration as they were stored, before those that ship under its pattern', () => {
    const edited = withFigures(asOwnTerms(bayannur).terms, { [response]: { minutes: 15 } });
    if (!edited.ok) throw new Error('the edit fits');
    const own = JSON.parse(JSON.stringify({ ...asOwnTerms(bayannur), terms: edited.value })) as unknown;
    const terms = termsOfContract(shipped, 'emr-2027', { pattern: 'bayannur-emr', own });
    expect(terms?.incidentTargets[0]?.limit).toEqual({ minutes: 15 });
    expect(termsOfContract(shipped, 'emr-2027', { pattern: 'bayannur-emr' })).toBe(bayannur);
    expect(termsOfContract(shipped, 'emr-2027', { own: { terms: {} } })).toBeUndefined();
  });

  it('name every fault by its place: a clause that nobody wrote, a base that is none, a key that is unknown', () => {
    const own = asOwnTerms(bayannur);
    const cited = parseOwnTerms({
      ...own,
      clauses: own.clauses.filter(({ id }) => id !== 'BY-3-TOTAL'),
      terms: {
        ...own.terms,
        bases: { ...own.terms.bases, odd: { clause: 'BY-2-ANNUAL', share: '1/2', of: 'nothing' } },
      },
    });
    expect(cited.ok ? [] : cited.faults).toEqual([
      { place: 'terms: BY-3-TOTAL', message: 'is cited but is no clause of this contract' },
      { place: 'terms.bases.odd.of', message: 'there is no base "nothing"' },
    ]);
    const shaped = parseOwnTerms({ ...own, terms: { ...own.terms, nmae: 'x', nameZh: 3 } });
    expect(shaped.ok ? [] : shaped.faults.map(({ place }) => place).sort()).toEqual(['terms.nameZh', 'terms.nmae']);
  });
});
