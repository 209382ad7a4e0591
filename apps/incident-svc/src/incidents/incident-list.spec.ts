import type { ClockView, IncidentView } from '@weibao/messages';
import { describe, expect, it } from 'vitest';
import { byTimeLeft, nextDueAt } from './incident-order.js';
import { isCursor, pageOf, wanted } from './incident-page.js';

const clock = (status: ClockView['status'], due: string | null): ClockView => ({
  subject: 'F',
  clause: 'X',
  dueAt: due === null ? null : `2026-07-01T${due}:00+08:00`,
  metAt: null,
  status,
  lateSeconds: 0,
  firm: true,
  stage: 'responded',
  titleZh: '响应',
  titleEn: 'response',
  limitZh: '',
  limitEn: '',
  strict: true,
  startedAt: null,
});

const view = (incident: string, reported: string, clocks: ClockView[], drill = false): IncidentView => ({
  contract: 'c',
  incident,
  level: null,
  levelName: null,
  system: null,
  subsystem: null,
  department: null,
  summary: null,
  reportedAt: `2026-07-01T${reported}:00+08:00`,
  open: true,
  scopeToBeRuled: false,
  drill,
  inTerm: true,
  stages: [],
  clocks,
  nextDueAt: nextDueAt(clocks),
});

describe('what is due next', () => {
  it('is the earliest of the overdue clocks, else of the running ones', () => {
    expect(nextDueAt([clock('running', '09:30'), clock('running', '09:10')])).toContain('09:10');
    expect(nextDueAt([clock('running', '09:10'), clock('overdue', '09:20'), clock('overdue', '09:15')])).toContain(
      '09:15',
    );
  });

  it('is nothing once all is met, waived or without a limit', () => {
    expect(
      nextDueAt([clock('met', '09:10'), clock('late', '09:20'), clock('waived', '09:30'), clock('running', null)]),
    ).toBeNull();
  });
});

describe('open incidents by time left', () => {
  it('shows overdue ones first, then the least time left, then those that owe nothing, and drills at the end', () => {
    const list = [
      view('drill', '08:00', [clock('overdue', '08:10')], true),
      view('nothing-owed', '07:00', [clock('met', '07:10')]),
      view('an-hour', '09:00', [clock('running', '11:00')]),
      view('minutes', '09:30', [clock('running', '10:05')]),
      view('just-overdue', '09:20', [clock('overdue', '09:50'), clock('running', '10:01')]),
      view('long-overdue', '09:10', [clock('overdue', '09:40')]),
    ];
    expect(list.sort(byTimeLeft).map((each) => each.incident)).toEqual([
      'long-overdue',
      'just-overdue',
      'minutes',
      'an-hour',
      'nothing-owed',
      'drill',
    ]);
  });
});

describe('incidents that still owe a report', () => {
  const owing = (change: Partial<IncidentView>) =>
    wanted(
      { ...view('F', '09:00', [clock('overdue', '09:10')]), open: false, ...change },
      { state: 'owing', limit: 9 },
    );

  it('are closed and wait for something; open ones, drills and those that owe nothing are not among them', () => {
    expect(owing({})).toBe(true);
    for (const change of [{ open: true }, { drill: true }, { nextDueAt: null }]) expect(owing(change)).toBe(false);
  });
});

describe('pages of incidents', () => {
  const all = ['09:01', '09:03', '09:02', '09:03'].map((reported, index) => view(`F-${index}`, reported, []));

  it('go from the latest report to the earliest, without gap or repetition', () => {
    const first = pageOf(all, undefined, 3);
    expect(first.incidents.map((each) => each.incident)).toEqual(['F-3', 'F-1', 'F-2']);
    const second = pageOf(all, first.next ?? undefined, 3);
    expect(second).toMatchObject({ incidents: [{ incident: 'F-0' }], next: null });
  });

  it('stay right when an incident is reported between two pages', () => {
    const first = pageOf(all, undefined, 2);
    const second = pageOf([...all, view('F-new', '09:04', [])], first.next ?? undefined, 2);
    expect(second.incidents.map((each) => each.incident)).toEqual(['F-2', 'F-0']);
  });

  it('end early when a message is full: 200 KB hold 6 views of 30 KB', () => {
    const large = Array.from({ length: 10 }, (_, index) => ({
      ...view(`F-${index}`, '09:00', []),
      summary: 'x'.repeat(30_000),
    }));
    const page = pageOf(large, undefined, 100);
    expect(page.incidents).toHaveLength(6);
    expect(page.next).not.toBeNull();
  });

  it('are continued by the next of a page and by nothing else', () => {
    expect(isCursor(pageOf(all, undefined, 1).next ?? '')).toBe(true);
    expect(['', 'F-1', '12|', '|F-1'].filter(isCursor)).toEqual([]);
  });

  it('answer nothing after the last one', () => {
    expect(pageOf(all, '0|F-0', 3)).toEqual({ incidents: [], next: null });
  });
});
