import type { DutySignatures } from '@weibao/exchange';
import type { DutyView } from '@weibao/messages';
import { describe, expect, it } from 'vitest';
import { backupDays } from './backup-days.js';
import { duty, recorded } from './given-duty.js';

const ofDay = (
  period: string,
  status: DutyView['status'],
  signatures: DutySignatures = { asked: false, hospitalAt: null, vendorAt: null },
) => {
  const facts = [{ type: 'backup.finished' as const, known: { day: period } }];
  const proof = { kind: 'backup' as const, facts, signatures };
  const of = { contract: 'huangpu', clause: 'HP-3.3-BKP-RUN', titleZh: 'T+1 本地备份' };
  return duty({ ...of, period, dueOn: period, status, proof });
};
const backup = (day: string, more: { ok?: boolean; confirmed?: boolean } = {}) =>
  recorded({ type: 'backup.finished', at: `${day}T02:00:00+08:00`, day, kind: 'full', ok: true, ...more });
const states = (...given: Parameters<typeof backupDays>) =>
  backupDays(...given).map(({ day, state }) => [day.slice(8), state]);

describe('the picture of the backups of a year', () => {
  it('takes from the duty whether a day counts, and from the record why it does not', () => {
    const duties = [
      ofDay('2026-11-01', 'done'),
      ofDay('2026-11-02', 'late'),
      ofDay('2026-11-03', 'overdue'),
      ofDay('2026-11-04', 'overdue'),
      ofDay('2026-11-05', 'due'),
    ];
    const facts = [backup('2026-11-01'), backup('2026-11-02'), backup('2026-11-03', { ok: false })];
    expect(states(duties, facts)).toEqual([
      ['01', 'backed-up'],
      ['02', 'late'],
      ['03', 'failed'],
      ['04', 'missing'],
      ['05', 'due'],
    ]);
  });

  it('asks for the signed slip only where the contract does', () => {
    const signed = { asked: true, hospitalAt: '2026-11-01T02:00:00+08:00', vendorAt: null };
    const duties = [
      ofDay('2026-11-01', 'done', signed),
      ofDay('2026-11-02', 'done', { ...signed, hospitalAt: null }),
      ofDay('2026-11-03', 'done', { asked: false, hospitalAt: null, vendorAt: null }),
    ];
    expect(states(duties, [backup('2026-11-01'), backup('2026-11-02'), backup('2026-11-03')])).toEqual([
      ['01', 'backed-up'],
      ['02', 'unsigned'],
      ['03', 'backed-up'],
    ]);
  });

  it('a failed attempt that was repeated is a backup', () => {
    const facts = [backup('2026-11-01', { ok: false }), backup('2026-11-01')];
    expect(states([ofDay('2026-11-01', 'done')], facts)).toEqual([['01', 'backed-up']]);
  });

  it('shows days before the record began as not recorded, never as missed', () => {
    expect(states([ofDay('2026-11-01', 'not-recorded')], [])).toEqual([['01', 'not-recorded']]);
  });

  it('leaves out a withdrawn attempt', () => {
    const withdrawn = { ...backup('2026-11-01', { ok: false }), withdrawn: true };
    expect(states([ofDay('2026-11-01', 'overdue')], [withdrawn])).toEqual([['01', 'missing']]);
  });
});
