import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Parameters } from '@weibao/exchange';
import { describe, expect, it } from 'vitest';
import { lintTerms, parseTerms, patterns, type Finding, type Pattern, type Terms } from '../index.js';

const read = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`../../terms/${name}`, import.meta.url)), 'utf8');

function termsOf(pattern: Pattern, change: (text: string) => string = (text) => text): Terms {
  const text = read(`${pattern}.json`);
  const changed = change(text);
  const parsed = parseTerms(
    {
      terms: changed,
      clauses: read(`clauses/${pattern}.json`),
      readings: [read('readings/common.json'), read(`readings/${pattern}.json`)],
    },
    pattern,
  );
  if (!parsed.ok) throw new Error(parsed.faults.map((fault) => `${fault.place}: ${fault.message}`).join('\n'));
  return parsed.value;
}

/** The terms with one passage replaced; a passage that is not there is a fault of the test. */
const with_ =
  (from: string | RegExp, to: string) =>
  (text: string): string => {
    const changed = text.replace(from, to);
    if (changed === text) throw new Error(`${String(from)} does not stand in the terms`);
    return changed;
  };

const kinds = (findings: readonly Finding[], kind: string) => findings.filter((finding) => finding.finding === kind);

/** Ambiguity → pattern and the kind of finding that must see it in the contract as it stands, without parameters. */
const byRule: [string, Pattern, string][] = [
  ['G-4', 'bayannur-emr', 'calendar-year-missing'],
  ['H-10', 'huangpu', 'cycle-not-chosen'],
  ['H-11', 'huangpu', 'score-in-no-band'],
  ['H-14', 'huangpu', 'amount-disagrees-with-share'],
  ['H-16', 'huangpu', 'threshold-cannot-be-exceeded'],
  ['H-24', 'huangpu', 'shares-of-different-bases'],
  ['H-25', 'huangpu', 'no-date'],
  ['H-27', 'huangpu', 'placeholder'],
  ['J-2', 'jiahe-icu', 'penalty-without-limit'],
  ['J-3', 'jiahe-icu', 'penalty-without-amount'],
  ['J-14', 'jiahe-icu', 'start-not-fixed'],
  ['J-15', 'jiahe-icu', 'missing-list'],
  ['B-3', 'bayannur-emr', 'working-time-blank'],
  ['B-18', 'bayannur-emr', 'core-systems-blank'],
  ['B-20', 'bayannur-emr', 'unreachable-pass-mark'],
  ['B-30', 'bayannur-emr', 'missing-list'],
  ['B-33', 'bayannur-emr', 'missing-list'],
  ['B-39', 'bayannur-emr', 'no-date'],
  ['L-4', 'liyang-smart-health', 'milder-costs-more'],
  ['L-9', 'liyang-smart-health', 'threshold-behind-cap'],
  ['L-15', 'liyang-smart-health', 'working-time-blank'],
];

describe('lintTerms', () => {
  it.each(byRule)('finds %s in %s by rule: %s', (ambiguity, pattern, kind) => {
    const found = lintTerms(termsOf(pattern), {}).filter((finding) => finding.ambiguity === ambiguity);
    expect(found.map((finding) => finding.finding)).toContain(kind);
  });

  it('has general rules only: its sources name no contract, no clause and no ambiguity', () => {
    const files = [
      'blanks',
      'missing',
      'thresholds',
      'sums',
      'contradictions',
      'calendar-years',
      'lint-terms',
      'finding',
    ];
    const texts = files.map((name) => readFileSync(fileURLToPath(new URL(`./${name}.ts`, import.meta.url)), 'utf8'));
    expect(texts.join('\n')).not.toMatch(/'(HP|JH|BY|TC|LY)-|'[GHJBTL]-\d|huangpu|jiahe|bayannur|tacheng|liyang/);
  });

  it.each(patterns)(
    'says of every finding in %s what it is, whom it touches and what would mend it, in both languages',
    (pattern) => {
      const terms = termsOf(pattern);
      for (const finding of lintTerms(terms, {})) {
        expect(terms.clauses.has(finding.clause), finding.clause).toBe(true);
        for (const clause of finding.affects) expect(terms.clauses.has(clause), clause).toBe(true);
        for (const text of [finding.zh, finding.en, finding.proposalZh, finding.proposalEn]) {
          expect(text).not.toBe('');
          expect(text).not.toContain('undefined');
        }
      }
    },
  );

  it('every kind of finding that an ambiguity expects is found somewhere or can be', () => {
    const expected = new Set(
      patterns.flatMap((pattern) => termsOf(pattern).registry.flatMap((entry) => entry.findings ?? [])),
    );
    const found = new Set(
      patterns.flatMap((pattern) => lintTerms(termsOf(pattern), {}).map((finding) => finding.finding)),
    );
    // dates-disagree needs the parameters that disagree.
    expect([...expected].filter((kind) => !found.has(kind))).toEqual(['dates-disagree']);
  });
});

describe('what is told', () => {
  it('LY-A5.2-RPT: a report without a limit at three levels is one finding', () => {
    const found = kinds(lintTerms(termsOf('liyang-smart-health'), {}), 'no-limit');
    expect(found.filter((finding) => finding.clause === 'LY-A5.2-RPT')).toHaveLength(1);
    expect(found.find((finding) => finding.clause === 'LY-A5.2-RPT')?.severity).toBe('WARN');
  });

  it('HP-6.1.5-MANUALS: a document owed without a day is a note, and needs no start', () => {
    const found = lintTerms(termsOf('huangpu'), {}).filter((finding) => finding.clause === 'HP-6.1.5-MANUALS');
    expect(found.map(({ finding, severity }) => [finding, severity])).toEqual([['no-limit', 'INFO']]);
  });

  it('the gravest stands first, then what comes first in the contract', () => {
    const terms = termsOf('huangpu');
    const order = lintTerms(terms, {}).map(
      ({ severity, clause }) => [severity, terms.clauseOrder.get(clause) as number] as const,
    );
    const weight = { BLOCK: 0, WARN: 1, INFO: 2 };
    const keys = order.map(([severity, place]) => weight[severity] * 1000 + place);
    expect(keys).toEqual([...keys].sort((a, b) => a - b));
  });
});

describe('what a parameter settles is found no more', () => {
  const hospital: Parameters = {
    signedOn: '2026-01-01',
    startsOn: '2026-01-01',
    endsOn: '2026-12-31',
    total: '50000.00',
    annualFee: '50000.00',
    settlement: 'half-year',
    share: '50%',
  };

  it('HP: with dates, prices, cycle and share only the faults of the text itself remain', () => {
    const found = lintTerms(termsOf('huangpu'), hospital).map((finding) => finding.finding);
    expect(
      found.filter((kind) => ['no-date', 'base-without-figure', 'share-blank', 'cycle-not-chosen'].includes(kind)),
    ).toEqual([]);
    expect(found).toContain('score-in-no-band');
    expect(found).toContain('placeholder');
  });

  it('HP-9.2-C: 5,000 is 10 % of 50,000 and of nothing else', () => {
    // 5,000 ÷ 10 % = 50,000.
    const found = (total: string) =>
      kinds(lintTerms(termsOf('huangpu'), { ...hospital, total }), 'amount-disagrees-with-share');
    expect(found('49999.99')).toHaveLength(1);
    expect(found('50000.00')).toEqual([]);
    expect(found('50000.01')[0]?.en).toContain('¥50000');
  });

  it('HP-2.1-PRICE: the total is the annual fee times the years', () => {
    // 12 months × 50,000 ÷ 12 = 50,000; a total of 60,000 is another figure.
    expect(kinds(lintTerms(termsOf('huangpu'), hospital), 'total-not-annual-fee')).toEqual([]);
    expect(
      kinds(lintTerms(termsOf('huangpu'), { ...hospital, total: '60000.00' }), 'total-not-annual-fee'),
    ).toHaveLength(1);
  });

  it('HP-5.2-CYCLE: share × number of settlements is 100 %', () => {
    const found = (share: string, settlement: 'quarter' | 'half-year') =>
      kinds(lintTerms(termsOf('huangpu'), { ...hospital, share, settlement }), 'shares-not-100').length;
    expect(found('50%', 'half-year')).toBe(0); // 2 × 50 %
    expect(found('25%', 'quarter')).toBe(0); // 4 × 25 %
    expect(found('25%', 'half-year')).toBe(1); // 2 × 25 % = 50 %
    expect(found('33.3%', 'quarter')).toBe(1); // 133.2 %
  });

  it('HP: different bases matter only over more than one year', () => {
    const found = (endsOn: string) =>
      kinds(lintTerms(termsOf('huangpu'), { ...hospital, endsOn }), 'shares-of-different-bases').length;
    expect(found('2026-12-31')).toBe(0);
    expect(found('2027-01-01')).toBe(1);
  });

  it('G-4: a year of the term without a published calendar is named', () => {
    const years = (published: number[]) =>
      kinds(
        lintTerms(termsOf('tacheng-ops'), {}, (year) => published.includes(year)),
        'calendar-year-missing',
      );
    expect(years([2024, 2025])).toEqual([]);
    expect(years([2024])[0]?.en).toContain('2025');
  });

  it('H-25: cover dates against the day of signing', () => {
    const found = (parameters: Parameters) => kinds(lintTerms(termsOf('huangpu'), parameters), 'dates-disagree').length;
    expect(found(hospital)).toBe(0);
    expect(found({ ...hospital, signedOn: '2025-12-20' })).toBe(1);
    expect(found({ ...hospital, endsOn: '2025-12-31' })).toBe(1);
  });
});

describe('a text that is mended is found no more', () => {
  it('BY-V-SUB1: divided by 4 the form reaches 100; by 5 it ends at 80, below 90', () => {
    const divided = (by: number) =>
      kinds(
        lintTerms(
          termsOf('bayannur-emr', with_('"literalItems": 5, "items": 4', `"literalItems": ${by}, "items": 4`)),
          {},
        ),
        'unreachable-pass-mark',
      );
    expect(divided(4)).toEqual([]);
    expect(divided(6)[0]?.en).toContain('66.67'); // 400 ÷ 6
    expect(kinds(lintTerms(termsOf('bayannur-emr'), {}), 'unreachable-pass-mark')[0]?.en).toContain('80');
  });

  it('BY-3: shares of the payments that make 120 % are found', () => {
    const terms = termsOf('bayannur-emr', with_(/"gross": \{ "share": "1\/5"/, '"gross": { "share": "2/5"'));
    expect(kinds(lintTerms(terms, {}), 'shares-not-100')[0]?.en).toContain('120 %');
    expect(kinds(lintTerms(termsOf('bayannur-emr'), {}), 'shares-not-100')).toEqual([]);
  });

  it('HP-9.2: a band to 79.5 leaves no gap at half points, one to 80 overlaps', () => {
    const band = (to: string) =>
      lintTerms(termsOf('huangpu', with_('"to": "79"', `"to": "${to}"`)), {}).map((finding) => finding.finding);
    expect(band('79.5').filter((kind) => kind.startsWith('score-in'))).toEqual([]);
    expect(band('80')).toContain('score-in-two-bands');
  });

  it('LY-A5.3: ×2 for the gravest level too, and the order of the fines is right', () => {
    // 30 % × 2 = 60 % ≥ 25 % × 2 = 50 % ≥ 20 % × 2 = 40 %.
    const terms = termsOf('liyang-smart-health', with_('"factor": "101/100"', '"factor": "2/1"'));
    expect(kinds(lintTerms(terms, {}), 'milder-costs-more')).toEqual([]);
  });

  it('LY-3.1-TOTAL: the price list makes 980,000', () => {
    const terms = termsOf('liyang-smart-health', with_('"feeYuan": "254400.00"', '"feeYuan": "254400.01"'));
    expect(kinds(lintTerms(terms, {}), 'prices-do-not-add-up')).toHaveLength(1);
    expect(kinds(lintTerms(termsOf('liyang-smart-health'), {}), 'prices-do-not-add-up')).toEqual([]);
  });

  it('LY-7.3: a cap of 6 % lets the damages alone reach 5 %', () => {
    const terms = termsOf('liyang-smart-health', with_(/("clause": "LY-7.3-CAP"[^}]*"share": )"5\/100"/, '$1"6/100"'));
    expect(kinds(lintTerms(terms, {}), 'threshold-behind-cap')).toEqual([]);
  });

  it('a cap inside a lower one never binds', () => {
    const terms = termsOf('liyang-smart-health', (text) =>
      with_(
        '"caps": [',
        '"caps": [{ "clause": "LY-7.1-GEN", "penalties": ["LY-7.2-DELAY"], "limit": { "share": "6/100", "of": "total" }, "per": "term", "payer": "vendor" },',
      )(text),
    );
    expect(kinds(lintTerms(terms, {}), 'cap-never-binds').map((finding) => finding.clause)).toEqual(['LY-7.1-GEN']);
  });
});
