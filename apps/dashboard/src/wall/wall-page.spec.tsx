import { cleanup, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answerWith, incident, liveAt, session, show } from '../testing/given.js';
import { posture } from '../testing/given-posture.js';
import { WallPage } from './wall-page.js';

// An answer that one panel cannot read: the others go on, whichever it is.
const payment = {
  payment: 'P1',
  clause: 'BY-3-PAY1',
  status: 'not-yet' as const,
  dueOn: null,
  because: null,
  becauseEn: null,
  gates: [],
};
const counter = {
  clause: 'C',
  period: 'term',
  count: 1,
  limit: 3,
  subjects: [],
  reachedAt: null,
  titleZh: '离岗',
  titleEn: 'x',
};
const metric = {
  clause: 'BY-V-OBJ1',
  period: 'year-1',
  system: 'HIS',
  value: '99.9',
  threshold: '99.5',
  final: false,
  status: 'met' as const,
};
const duty = {
  contract: 'c',
  clause: 'D',
  dueOn: '2026-11-20',
  doneAt: null,
  status: 'due',
  titleZh: '巡检',
  titleEn: 'x',
  owedBy: 'vendor',
};
const healthy = {
  incidents: [incident()] as unknown,
  duties: [duty] as unknown,
  posture: { payments: [payment], counters: [counter], metrics: [metric] } as Record<string, unknown>,
};
const answers = ({ incidents, duties, posture: lists }: typeof healthy) => ({
  'GET /api/incidents/open': { incidents, missing: [], sequence: 'e.1' },
  'GET /api/duties': { duties, missing: [], sequence: 'e.1' },
  'GET /api/posture': { postures: [{ ...posture(), ...lists }], missing: [], sequence: 'e.1' },
  'GET /api/contracts': { contracts: [], missing: [], sequence: 'e.1' },
});
const panels = ['incidents', 'availability', 'posture', 'payments', 'duties'];
const broken = () =>
  [...document.querySelectorAll('[data-panel].broken')].map((panel) => panel.getAttribute('data-panel'));

beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => undefined));
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});
const wall = () => show(<WallPage />, { live: liveAt('14:04:00'), session: session({ role: 'wall' }) });

describe('the wall', () => {
  it('stands whole on good answers, under the name of its organisation and with the kind of day', async () => {
    answerWith(answers(healthy));
    wall();
    expect(await screen.findByText('● 工作日')).toBeTruthy();
    await vi.waitFor(() => expect(document.querySelectorAll('[data-panel] li').length).toBeGreaterThan(4));
    expect(broken()).toEqual([]);
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('演示医院 · 信息系统运维');
    expect(screen.getByText('在岗 未登记')).toBeTruthy();
  });

  it.each<[string, typeof healthy]>([
    ['incidents', { ...healthy, incidents: [{ ...incident(), clocks: null }] }],
    ['availability', { ...healthy, posture: { ...healthy.posture, metrics: [{ ...metric, threshold: 99.5 }] } }],
    ['posture', { ...healthy, posture: { ...healthy.posture, counters: null } }],
    ['payments', { ...healthy, posture: { ...healthy.posture, payments: null } }],
    ['duties', { ...healthy, duties: [null] }],
  ])('of which the panel %s fails keeps the other four and its header', async (name, given) => {
    answerWith(answers(given));
    wall();
    await vi.waitFor(() => expect(broken()).toEqual([name]));
    expect(screen.getByRole('alert').textContent).toContain('这一栏出错，其他栏不受影响');
    await vi.waitFor(() => expect(document.querySelectorAll('[data-panel]:not(.broken) li')).not.toHaveLength(0));
    for (const panel of panels) expect(document.querySelector(`[data-panel="${panel}"]`)).not.toBeNull();
    expect(screen.getByRole('heading', { level: 1 })).toBeTruthy();
  });

  it('of which the day cannot be read says so in its place and keeps all panels', async () => {
    answerWith(answers({ ...healthy, posture: { ...healthy.posture, today: { on: '2026-11-20', windows: 7 } } }));
    wall();
    expect(await screen.findByText('✕ 这一栏出错，其他栏不受影响')).toBeTruthy();
    for (const panel of panels) expect(document.querySelector(`[data-panel="${panel}"]`)).not.toBeNull();
  });
});
