import { factTypes } from '@weibao/exchange';
import { patterns, type Terms } from '@weibao/contract-terms';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { clauseMap, clauseMapFile } from '../../apps/cli/src/clause-map.js';
import { citingCases, rulesOf } from '../../apps/cli/src/clause-uses.js';
import { loadTerms } from '../../apps/cli/src/terms-files.js';

const cases = citingCases();

function termsOf(pattern: string): Terms {
  const terms = loadTerms(pattern);
  if (!terms.ok) throw new Error(`no terms of ${pattern}`);
  return terms.value;
}

describe('docs/clause-map.md', () => {
  it('is what `npm run clause-map` writes: run it again where this fails', () => {
    expect(readFileSync(clauseMapFile, 'utf8') === clauseMap(), 'docs/clause-map.md is stale: npm run clause-map').toBe(
      true,
    );
  });

  it('holds all 439 clauses', () => {
    expect(patterns.map((pattern) => termsOf(pattern).clauses.size).reduce((sum, size) => sum + size)).toBe(439);
  });
});

describe.each(patterns)('the clauses of %s', (pattern) => {
  const terms = termsOf(pattern);
  const rules = rulesOf(terms);
  const cited = new Set(rules.flatMap((rule) => [...rule.cites]));
  const clause = new RegExp(`^${terms.prefix}-`);
  const own = cases.filter((found) => found.contract === pattern);

  it('that a rule cites exist', () => {
    const unknown: string[] = [];
    const visit = (value: unknown): void => {
      if (typeof value === 'string') {
        if (clause.test(value) && !terms.clauses.has(value)) unknown.push(value);
      } else if (Array.isArray(value)) value.forEach(visit);
      else if (value !== null && typeof value === 'object') Object.values(value).forEach(visit);
    };
    const { clauses: _c, clauseOrder: _o, registry: _r, ...data } = terms;
    visit(data);
    expect(unknown).toEqual([]);
  });

  it('that a case speaks of exist, or are an article of which there are clauses', () => {
    const unknown = own.flatMap((found) =>
      [...found.cites]
        .filter((id) => clause.test(id) && ![...terms.clauses.keys()].some((known) => known.startsWith(id)))
        .map((id) => `${found.file}: ${id}`),
    );
    expect(unknown).toEqual([]);
  });

  it('are each cited by a rule, or are evidence with the fact that records it', () => {
    const open = [...terms.clauses.values()].filter(
      (entry) =>
        !cited.has(entry.id) &&
        (entry.kind !== 'evidence' ||
          !entry.recordedBy?.length ||
          entry.recordedBy.some((type) => !factTypes.has(type))),
    );
    expect(open.map((entry) => entry.id)).toEqual([]);
  });

  it('that give a figure, a date, a verdict or a right each stand in what a case expects, in the list that the rule writes to', () => {
    const spoken = new Set(own.flatMap((found) => [...found.cites]));
    const expected = (list: string, id: string) => own.some(({ expects }) => expects.get(list)?.has(id));
    const open = rules.filter(
      ({ figure, clause: id, list }) => figure && id !== null && !(list === null ? spoken.has(id) : expected(list, id)),
    );
    expect([...new Set(open.map((rule) => `${rule.clause} (${rule.kind})`))]).toEqual([]);
  });
});
