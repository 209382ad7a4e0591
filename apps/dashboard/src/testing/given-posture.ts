import type { DayView, PostureView } from '@weibao/messages';

/** Friday 2026-11-20, a working day; tests say what matters to them. */
export const today = (change: Partial<DayView> = {}): DayView => ({
  on: '2026-11-20',
  kind: 'working',
  provisional: false,
  windows: [['09:00', '18:00']],
  inHours: true,
  onDuty: null,
  ...change,
});

export const posture = (change: Partial<PostureView> = {}): PostureView => ({
  contract: 'bayannur-emr',
  nameZh: '电子病历一体化维保',
  asOf: '2026-11-20T14:00:00+08:00',
  changesAt: null,
  today: today(),
  payments: [],
  acceptances: [],
  metrics: [],
  counters: [],
  internal: null,
  ...change,
});
