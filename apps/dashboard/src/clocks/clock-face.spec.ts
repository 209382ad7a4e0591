import { describe, expect, it } from 'vitest';
import { clockWords } from '../i18n/clock-words.js';
import { at, clock, msOf } from '../testing/given.js';
import { clockFace, leadingClock, marks, type FaceState } from './clock-face.js';
import { clockText } from './clock-text.js';

const strict = clock();
const lenient = clock({ strict: false, limitZh: '≤10 分', limitEn: '≤10 min' });
const text = (given: Parameters<typeof clockFace>[0], time: string | number) => {
  const nowMs = typeof time === 'number' ? time : msOf(time);
  return clockText(given, clockFace(given, nowMs), nowMs, clockWords.zh, 'zh');
};

describe('a clock on the screen', () => {
  it('of a `<` limit runs until just before its due moment and is missed at it', () => {
    expect(clockFace(strict, msOf('14:10:00') - 1).state).toBe('soon');
    expect(clockFace(strict, msOf('14:10:00'))).toMatchObject({ state: 'missed', lateSeconds: 0, leftMs: 0 });
    expect(clockFace(strict, msOf('14:10:01'))).toMatchObject({ state: 'missed', lateSeconds: 1 });
  });

  it('of a `≤` limit still runs at its due moment and is missed from the first whole second after it', () => {
    expect(clockFace(lenient, msOf('14:10:00')).state).toBe('soon');
    expect(clockFace(lenient, msOf('14:10:00') + 999).state).toBe('soon');
    expect(clockFace(lenient, msOf('14:10:01'))).toMatchObject({ state: 'missed', lateSeconds: 1 });
  });

  it('is soon in the last fifth of its limit, never for less than two minutes nor for more than an hour', () => {
    // Ten minutes: a fifth is 2:00. Twelve hours: a fifth is 2:24, but an hour is the most. Five minutes: two minutes are the least.
    expect(clockFace(strict, msOf('14:07:59')).state).toBe('running');
    expect(clockFace(strict, msOf('14:08:00')).state).toBe('soon');
    const halfDay = clock({ startedAt: at('08:00:00'), dueAt: at('20:00:00') });
    expect(clockFace(halfDay, msOf('18:59:59')).state).toBe('running');
    expect(clockFace(halfDay, msOf('19:00:00')).state).toBe('soon');
    const fiveMinutes = clock({ dueAt: at('14:05:00') });
    expect(clockFace(fiveMinutes, msOf('14:02:59')).state).toBe('running');
    expect(clockFace(fiveMinutes, msOf('14:03:00')).state).toBe('soon');
  });

  it('keeps what the server says once it has settled the clock', () => {
    const met = clock({ status: 'met', metAt: at('14:06:12') });
    expect(clockFace(met, msOf('15:00:00'))).toMatchObject({ state: 'met', usedSeconds: 372, leftMs: null });
    const late = clock({ status: 'late', metAt: at('14:10:00'), lateSeconds: 0 });
    expect(clockFace(late, msOf('15:00:00'))).toMatchObject({ state: 'late', lateSeconds: 0, usedSeconds: 600 });
    expect(clockFace(clock({ status: 'overdue' }), msOf('14:09:59')).state).toBe('missed');
  });

  it('without a due moment says that it has not started, and is not zero', () => {
    const undated = clock({ dueAt: null, startedAt: null });
    expect(clockFace(undated, msOf('14:00:00'))).toMatchObject({ state: 'undated', leftMs: null });
    expect(text(undated, '14:00:00').main).toBe('未起算');
  });

  it('shows each state by a mark and words of its own, so that no colour is needed', () => {
    const moments: Record<FaceState, [Parameters<typeof clockFace>[0], string]> = {
      met: [clock({ status: 'met', metAt: at('14:06:12') }), '14:07:00'],
      late: [clock({ status: 'late', metAt: at('14:10:00'), lateSeconds: 0 }), '14:11:00'],
      running: [strict, '14:01:00'],
      soon: [strict, '14:08:00'],
      missed: [strict, '14:14:31'],
      waived: [clock({ status: 'waived' }), '14:07:00'],
      'not-owed': [clock({ status: 'not-owed' }), '14:07:00'],
      undated: [clock({ dueAt: null }), '14:07:00'],
    };
    const shown = Object.entries(moments).map(([state, [given, time]]) => [state, text(given, time)] as const);
    expect(Object.fromEntries(shown.map(([state, { mark, main }]) => [state, `${mark} ${main}`]))).toEqual({
      met: '✓ 用时 06:12',
      late: '✕ 迟 0 秒',
      running: '● 剩 09:00',
      soon: '▲ 剩 02:00',
      missed: '■ 超 4:31',
      waived: '– 免计',
      'not-owed': '– 不适用',
      undated: '○ 未起算',
    });
    const attention: FaceState[] = ['met', 'late', 'running', 'soon', 'missed', 'undated'];
    expect(new Set(attention.map((state) => marks[state])).size).toBe(attention.length);
  });

  it('says when a working-time limit was met and not how long it took, because nights do not count there', () => {
    const met = clock({
      limitZh: '<4 工作时',
      status: 'met',
      metAt: at('09:12:00'),
      startedAt: at('17:00:00', '2026-11-19'),
    });
    expect(text(met, '14:00:00').main).toBe('完成于 09:12');
  });

  it('tells a moment far ahead as a moment and not as a countdown', () => {
    const report = clock({ dueAt: at('14:00:00', '2026-11-21') });
    expect(text(report, '14:01:00').main).toBe('明日 14:00 前');
  });

  it('leads with the least time left, overdue before running, and with nothing once all are settled', () => {
    const restore = clock({ stage: 'restored', dueAt: at('14:30:00') });
    expect(leadingClock([restore, strict], msOf('14:05:00'))?.clock.stage).toBe('responded');
    const overdue = clock({ stage: 'arrived', dueAt: at('13:00:00'), status: 'overdue' });
    expect(leadingClock([restore, strict, overdue], msOf('14:05:00'))?.clock.stage).toBe('arrived');
    expect(leadingClock([clock({ status: 'met', metAt: at('14:01:00') })], msOf('14:05:00'))).toBeNull();
  });
});
