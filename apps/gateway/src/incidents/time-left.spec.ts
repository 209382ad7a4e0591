import type { IncidentView } from '@weibao/messages';
import { expect, it } from 'vitest';
import { byTimeLeft } from './time-left.js';

const incident = (key: string, nextDueAt: string | null, more: Partial<IncidentView> = {}): IncidentView => ({
  contract: 'a',
  incident: key,
  level: null,
  levelName: null,
  system: null,
  subsystem: null,
  department: null,
  summary: null,
  reportedAt: '2026-07-01T09:00:00+08:00',
  open: true,
  scopeToBeRuled: false,
  inTerm: true,
  drill: false,
  stages: [],
  clocks: [],
  nextDueAt,
  ...more,
});

it('puts the earliest due moment first, whatever offset it is written in, then what owes nothing, then drills', () => {
  const order = [
    incident('drill', '2026-07-01T08:00:00+08:00', { drill: true }),
    incident('nothing owed', null),
    incident('at ten', '2026-07-01T10:00:00+08:00'),
    incident('at half past nine', '2026-07-01T01:30:00Z'), // 09:30 +08:00
    incident('same moment, other contract', '2026-07-01T10:00:00+08:00', { contract: 'b' }),
  ].sort(byTimeLeft);
  expect(order.map((view) => view.incident)).toEqual([
    'at half past nine',
    'at ten',
    'same moment, other contract',
    'nothing owed',
    'drill',
  ]);
});
