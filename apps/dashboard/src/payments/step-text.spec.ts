import { describe, expect, it } from 'vitest';
import { stepText } from './step-text.js';

describe('a line of a sum in words', () => {
  it('says what was late, by how much, and when it was due, in the contract’s zone', () => {
    const step = {
      label: 'late',
      inputs: {
        target: 'BY-4.1-L1-RESP',
        due: '2026-09-26T14:12:00+08:00',
        met: '2026-09-26T14:14:00+08:00',
        lateSeconds: 120,
      },
      result: 'late',
      clause: 'BY-4.1-L1-RESP',
    };
    expect(stepText(step, 'zh')).toEqual({
      title: '超时',
      result: '迟',
      inputs: '时限 BY-4.1-L1-RESP · 应于 2026-09-26 14:12:00 · 完成于 2026-09-26 14:14:00 · 超时 2 分',
    });
    expect(stepText(step, 'en').inputs).toBe(
      'limit BY-4.1-L1-RESP · due 2026-09-26 14:12:00 · done 2026-09-26 14:14:00 · late by 2 min',
    );
  });

  it('shows money as money and a score as a score', () => {
    const share = { base: '4168000.00', share: '1/1000' };
    expect(stepText({ label: 'share', inputs: share, result: '4168.00', clause: 'BY-8-GEN' }, 'zh')).toEqual({
      title: '按比例',
      result: '¥ 4,168.00',
      inputs: '基数 ¥ 4,168,000.00 · 比例 1/1000',
    });
    expect(stepText({ label: 'score', inputs: { lines: ['A × 1'] }, result: '79.50', clause: 'X' }, 'zh').result).toBe(
      '79.50',
    );
  });

  it('says that nothing is on record where a duty was not done, and leaves out what was not asked', () => {
    const missed = { duty: 'BY-4.4-INSPM', dueOn: '2026-10-15', doneAt: null };
    expect(stepText({ label: 'missed', inputs: missed, result: 'overdue', clause: 'X' }, 'zh').inputs).toContain(
      '完成于 没有记录',
    );
    const event = { level: '2', cause: 'vendor', problem: null };
    expect(stepText({ label: 'event', inputs: event, result: true, clause: 'X' }, 'zh')).toEqual({
      title: '责任事件',
      result: '成立',
      inputs: '级别 二级 · 原因方 乙方',
    });
  });

  it('shows a label that it does not know as the engine gives it', () => {
    expect(stepText({ label: 'new-rule', inputs: { odd: 3 }, result: 1, clause: 'X' }, 'en')).toEqual({
      title: 'new-rule',
      result: '1',
      inputs: 'odd 3',
    });
  });
});
