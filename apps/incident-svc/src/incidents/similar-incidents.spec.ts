import type { IncidentView } from '@weibao/messages';
import { expect, it } from 'vitest';
import { similarTo } from './similar-incidents.js';

const view = (incident: string, time: string, change: Partial<IncidentView> = {}): IncidentView => ({
  contract: 'c',
  incident,
  level: null,
  levelName: null,
  system: '一体化电子病历系统',
  subsystem: null,
  department: null,
  summary: null,
  reportedAt: `2026-07-01T${time}+08:00`,
  open: true,
  scopeToBeRuled: false,
  drill: false,
  inTerm: true,
  stages: [],
  clocks: [],
  nextDueAt: null,
  ...change,
});
const found = (...open: IncidentView[]) =>
  similarTo('F', [view('F', '12:00:00', { subsystem: '电子医嘱' }), ...open]).map(({ incident }) => incident);

it('reports of one system within four hours are similar, the nearest first; a second more is another fault', () => {
  const list = [view('before', '08:00:00'), view('after', '16:00:00'), view('near', '12:01:00')];
  expect(found(...list, view('too-early', '07:59:59'), view('too-late', '16:00:01'))).toEqual([
    'near',
    'before',
    'after',
  ]);
});

it('another system, another part of the system, and a drill are not similar', () => {
  expect(
    found(
      view('other', '12:00:00', { system: '微小化HIS系统' }),
      view('part', '12:00:00', { subsystem: '护理文书' }),
      view('drill', '12:00:00', { drill: true }),
      view('unknown', '12:00:00', { system: null }),
      view('same-part', '12:00:00', { subsystem: '电子医嘱' }),
    ),
  ).toEqual(['same-part']);
});

it('of an incident that is not open there is nothing to merge', () => {
  expect(similarTo('closed', [view('F', '12:00:00')])).toEqual([]);
});
