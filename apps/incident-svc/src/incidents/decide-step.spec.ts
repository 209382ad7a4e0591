import { parseInstant, type Fact } from '@weibao/exchange';
import { describe, expect, it } from 'vitest';
import { readTermsLibrary } from '../terms/terms-library.js';
import type { CommandContext, Decision } from './command-context.js';
import { decideCause, decideEstimate, decideGrade, decideStage } from './decide-step.js';
import { RecordLookup } from '../records/record-lookup.js';
import { refusalOf } from '@weibao/service-kit';

const terms = readTermsLibrary().of({ contract: 'bayannur-emr', registered: null });
const reported: Fact = { type: 'incident.reported', id: 'r1', incident: 'F-1', at: '2026-07-01T09:00:00+08:00' };

function context(facts: Fact[], by: 'hospital' | 'vendor' = 'hospital'): CommandContext {
  const nowMs = parseInstant('2026-07-01T12:00:00+08:00') as number;
  return { contract: 'bayannur-emr', terms, record: new RecordLookup(facts), nowMs, by };
}

const codes = (decision: Decision): string[] => (decision.ok ? [] : decision.faults.map((fault) => fault.code));

describe('recording a stage', () => {
  it('leaves the time to the server when none is given', () => {
    const decision = decideStage(context([reported], 'vendor'), { incident: 'F-1', stage: 'responded' });
    expect(decision).toMatchObject({ fact: { type: 'incident.responded', by: 'vendor', incident: 'F-1' } });
    expect(decision.ok && 'at' in decision.fact).toBe(false);
  });

  it('keeps an earlier time, of the hospital and of the vendor: the record marks the latter as unconfirmed', () => {
    const body = { incident: 'F-1', stage: 'responded', at: '2026-07-01T09:10:00+08:00' } as const;
    expect(decideStage(context([reported]), body)).toMatchObject({ fact: { at: body.at, by: 'hospital' } });
    expect(decideStage(context([reported], 'vendor'), body)).toMatchObject({ fact: { at: body.at, by: 'vendor' } });
  });

  it('refuses a stage a second before the report and accepts one at it', () => {
    const at = (text: string) => decideStage(context([reported]), { incident: 'F-1', stage: 'responded', at: text });
    expect(codes(at('2026-07-01T08:59:59+08:00'))).toEqual(['INCIDENT.BEFORE_REPORT']);
    expect(codes(at('2026-07-01T09:00:00+08:00'))).toEqual([]);
  });

  it('refuses a stage that lies ahead', () => {
    const body = { incident: 'F-1', stage: 'arrived', at: '2026-07-01T12:00:01+08:00' } as const;
    expect(codes(decideStage(context([reported]), body))).toEqual(['INCIDENT.FUTURE_INSTANT']);
  });

  it('refuses a stage of an incident that nobody reported, or whose report was withdrawn', () => {
    const body = { incident: 'F-1', stage: 'responded' } as const;
    expect(codes(decideStage(context([]), body))).toEqual(['INCIDENT.UNKNOWN']);
    const withdrawn: Fact = { type: 'fact.withdrawn', id: 'w1', fact: 'r1', at: '2026-07-01T09:05:00+08:00' };
    expect(codes(decideStage(context([reported, withdrawn]), body))).toEqual(['INCIDENT.UNKNOWN']);
  });

  it('refuses a stage twice: names the first entry, its time and id, and how to withdraw it', () => {
    const first: Fact = { type: 'incident.responded', id: 's1', incident: 'F-1', at: '2026-07-01T09:10:00+08:00' };
    const decision = decideStage(context([reported, first]), { incident: 'F-1', stage: 'responded' });
    expect(codes(decision)).toEqual(['INCIDENT.STAGE_TWICE']);
    if (decision.ok) return;
    expect(refusalOf([...decision.faults]).message).toBe(
      '事件 F-1 的“响应”已记录为 2026-07-01 09:10:00（记录 s1）。如该记录有误，请先撤销记录 s1 并写明原因，再重新记录。',
    );
  });

  it('accepts a stage again once the first entry is withdrawn', () => {
    const first: Fact = { type: 'incident.responded', id: 's1', incident: 'F-1', at: '2026-07-01T09:10:00+08:00' };
    const withdrawn: Fact = { type: 'fact.withdrawn', id: 'w1', fact: 's1', at: '2026-07-01T09:20:00+08:00' };
    const decision = decideStage(context([reported, first, withdrawn]), { incident: 'F-1', stage: 'responded' });
    expect(decision.ok).toBe(true);
  });

  it('sends who works on a merged incident to the one that stands for it', () => {
    const other: Fact = { type: 'incident.reported', id: 'r2', incident: 'F-2', at: '2026-07-01T09:01:00+08:00' };
    const merged: Fact = {
      type: 'incident.merged',
      id: 'm1',
      incident: 'F-2',
      into: 'F-1',
      at: '2026-07-01T09:30:00+08:00',
    };
    const decision = decideStage(context([reported, other, merged]), { incident: 'F-2', stage: 'arrived' });
    expect(codes(decision)).toEqual(['INCIDENT.MERGED']);
    expect(decision).toMatchObject({ faults: [{ zh: expect.stringContaining('已并入 F-1') as string }] });
  });

  describe('after the closing', () => {
    const closed: Fact = { type: 'incident.closed', id: 'c1', incident: 'F-1', at: '2026-07-01T11:00:00+08:00' };
    const at = (text: string | undefined, stage: 'restored' | 'confirmed' = 'restored') =>
      codes(decideStage(context([reported, closed]), { incident: 'F-1', stage, ...(text ? { at: text } : {}) }));

    it('takes late entries of what happened before it', () => {
      expect(at('2026-07-01T10:59:59+08:00')).toEqual([]);
    });
    it('refuses what would happen at it or later, and now', () => {
      expect(at('2026-07-01T11:00:00+08:00')).toEqual(['INCIDENT.CLOSED']);
      expect(at('2026-07-01T11:00:01+08:00')).toEqual(['INCIDENT.CLOSED']);
      expect(at(undefined)).toEqual(['INCIDENT.CLOSED']);
    });
    it("still takes the hospital's confirmation", () => {
      expect(at(undefined, 'confirmed')).toEqual([]);
    });
  });

  it("keeps the hospital's own stages from the vendor", () => {
    const body = { incident: 'F-1', stage: 'confirmed' } as const;
    expect(codes(decideStage(context([reported], 'vendor'), body))).toEqual(['INCIDENT.HOSPITAL_ONLY']);
    expect(codes(decideStage(context([reported]), body))).toEqual([]);
  });

  it('names all faults at once, under the code of the first', () => {
    const first: Fact = { type: 'incident.confirmed', id: 's1', incident: 'F-1', at: '2026-07-01T09:10:00+08:00' };
    const body = { incident: 'F-1', stage: 'confirmed', at: '2026-07-01T08:00:00+08:00' } as const;
    const decision = decideStage(context([reported, first], 'vendor'), body);
    expect(codes(decision)).toEqual(['INCIDENT.BEFORE_REPORT', 'INCIDENT.STAGE_TWICE', 'INCIDENT.HOSPITAL_ONLY']);
    if (decision.ok) return;
    const refusal = refusalOf([...decision.faults]);
    expect(refusal.code).toBe('INCIDENT.BEFORE_REPORT');
    expect(refusal.faults?.map((fault) => fault.place)).toEqual(['at', 'stage', 'stage']);
    expect(refusal.message).toMatch(/^\(1\) .* \(2\) .* \(3\) /);
  });
});

describe('grading', () => {
  it('needs a level or an impact', () => {
    expect(codes(decideGrade(context([reported]), { incident: 'F-1' }))).toEqual(['INCIDENT.GRADE_EMPTY']);
    expect(codes(decideGrade(context([reported]), { incident: 'F-1', impact: {} }))).toEqual(['INCIDENT.GRADE_EMPTY']);
    expect(codes(decideGrade(context([reported]), { incident: 'F-1', level: '2' }))).toEqual([]);
    expect(codes(decideGrade(context([reported]), { incident: 'F-1', impact: { usersPercent: 30 } }))).toEqual([]);
  });

  it('names what is wrong with the impact', () => {
    const decision = decideGrade(context([reported]), { incident: 'F-1', impact: { usersPercent: 130 } });
    expect(codes(decision)).toEqual(['INCIDENT.BAD_IMPACT']);
    expect(decision).toMatchObject({ faults: [{ place: 'impact.usersPercent' }] });
  });

  it('may follow the closing: a grade is a judgement', () => {
    const closed: Fact = { type: 'incident.closed', id: 'c1', incident: 'F-1', at: '2026-07-01T11:00:00+08:00' };
    expect(decideGrade(context([reported, closed]), { incident: 'F-1', level: '2' }).ok).toBe(true);
    expect(decideCause(context([reported, closed]), { incident: 'F-1', cause: 'vendor' }).ok).toBe(true);
  });
});

describe('estimating the restoration', () => {
  it('refuses an estimate that lies before it is made and accepts one at that moment', () => {
    const at = (restoreBy: string) => codes(decideEstimate(context([reported]), { incident: 'F-1', restoreBy }));
    expect(at('2026-07-01T11:59:59+08:00')).toEqual(['INCIDENT.ESTIMATE_PAST']);
    expect(at('2026-07-01T12:00:00+08:00')).toEqual([]);
  });
});
