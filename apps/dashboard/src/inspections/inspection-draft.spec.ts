// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { factsOf, keepDrafts, readDrafts, unanswered, type InspectionDraft } from './inspection-draft.js';

const draft: InspectionDraft = {
  contract: 'jiahe-icu',
  inspection: 'I-1',
  kind: 'online',
  period: '2026-Q4',
  startedAt: '2026-11-20T14:00:00+08:00',
  answers: { hardware: 'ok', backups: 'finding' },
  findings: [
    { finding: 'P-1', area: 'backups', risk: 'high', summary: '异地备份未校验', advice: '', dueOn: '2026-12-01' },
  ],
};

describe('the draft of an inspection', () => {
  it('is kept for the account that began it, and survives what is not readable', () => {
    localStorage.clear();
    keepDrafts(localStorage, 'inspector', [draft]);
    expect(readDrafts(localStorage, 'inspector')).toEqual([draft]);
    expect(readDrafts(localStorage, 'head')).toEqual([]);
    localStorage.setItem('weibao.inspections.inspector', '{');
    expect(readDrafts(localStorage, 'inspector')).toEqual([]);
    keepDrafts(localStorage, 'inspector', []);
    expect(localStorage.length).toBe(0);
  });

  it('names the areas that nobody answered, in the contract’s order', () => {
    expect(unanswered(draft, ['hardware', 'software', 'backups', 'records'])).toEqual(['software', 'records']);
  });

  it('becomes the end of the inspection, then its findings, without what was left empty', () => {
    expect(factsOf(draft)).toEqual([
      {
        type: 'inspection.ended',
        inspection: 'I-1',
        kind: 'online',
        period: '2026-Q4',
        areas: ['hardware', 'backups'],
      },
      {
        type: 'inspection.finding-noted',
        finding: 'P-1',
        inspection: 'I-1',
        area: 'backups',
        risk: 'high',
        summary: '异地备份未校验',
        dueOn: '2026-12-01',
      },
    ]);
  });
});
