import { cleanup, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { posture, today } from '../../testing/given-posture.js';
import { answerWith, at, clock, incident, liveAt, show } from '../../testing/given.js';
import { IncidentsPanel } from './incidents-panel.js';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});
const open = (incidents: unknown[], missing: unknown[] = []) => ({
  'GET /api/incidents/open': { incidents, missing, sequence: 'e.1' },
});
const rowOf = async (name: string) => {
  await vi.waitFor(() => expect(document.querySelector(`[data-incident="${name}"]`)).not.toBeNull());
  return within(document.querySelector(`[data-incident="${name}"]`) as HTMLElement);
};

describe('open incidents on the wall', () => {
  it('show level, system, what happens, each stage with its limit, and the next deadline large', async () => {
    const restore = clock({ stage: 'restored', titleZh: '恢复', limitZh: '<30 分', dueAt: at('14:30:00') });
    answerWith(open([incident({ subsystem: '电子医嘱', clocks: [clock(), restore] })]));
    show(<IncidentsPanel />, { live: liveAt('14:04:08') });
    const row = await rowOf('F-2026-0001');
    expect(row.getByText('一体化电子病历系统 · 电子医嘱')).toBeTruthy();
    expect(row.getByText('医嘱无法保存 · 14:00 报')).toBeTruthy();
    expect(row.getByText('一级').textContent).toBe('一级紧急');
    const stages = [...document.querySelectorAll('[data-stage]')].map((stage) => stage.textContent);
    expect(stages).toEqual(['响应 ● 剩 05:52<10 分', '恢复 ● 剩 25:52<30 分']);
    expect(row.getByText('05:52').tagName).toBe('B');
    expect(row.getByText('● 响应 · 14:10 前')).toBeTruthy();
  });

  it('show a missed stage by a mark, words and stripes, and how long it is over', async () => {
    answerWith(open([incident()]));
    show(<IncidentsPanel />, { live: liveAt('14:14:31') });
    const row = await rowOf('F-2026-0001');
    expect(row.getByText('■ 超 4:31')).toBeTruthy();
    expect(row.getByText('−04:31')).toBeTruthy();
    expect(row.getByText('■ 响应 已超时 · 应于 14:10 前')).toBeTruthy();
    expect(document.querySelector('[data-stage="responded"]')?.className).toContain('missed');
    expect(row.getByText('■ 一级超时 · 常驻')).toBeTruthy();
  });

  it('never hide a missed level 1: however many there are, each has a line', async () => {
    const missed = Array.from({ length: 8 }, (_, place) => incident({ incident: `missed-${place}` }));
    const others = Array.from({ length: 20 }, (_, place) =>
      incident({
        incident: `other-${place}`,
        level: '3',
        nextDueAt: at('09:00:00'),
        clocks: [clock({ dueAt: at('09:00:00') })],
      }),
    );
    answerWith(open([...others, ...missed]));
    show(<IncidentsPanel />, { live: liveAt('14:20:00') });
    await rowOf('missed-0');
    const shown = [...document.querySelectorAll('[data-incident]')].map((row) => row.getAttribute('data-incident'));
    expect(shown.filter((name) => name?.startsWith('missed'))).toHaveLength(8);
    expect(document.querySelector('h2 em')?.textContent).toBe('28');
  });

  it('tell the moment of a limit in working time that ends on another day, and that it does not run at night', async () => {
    // Friday 20:00, four working hours from 17:00: one until 18:00, three on Monday from 09:00.
    const due = at('12:00:00', '2026-11-23');
    const clocks = [clock({ stage: 'restored', titleZh: '恢复', limitZh: '4 工作时', strict: false, dueAt: due })];
    const postures = [posture({ today: today({ inHours: false }) })];
    answerWith({
      ...open([incident({ level: '3', clocks, nextDueAt: due })]),
      'GET /api/posture': { postures, missing: [], sequence: 'e.1' },
    });
    show(<IncidentsPanel />, { live: liveAt('20:00:00') });
    const row = await rowOf('F-2026-0001');
    expect(row.getByText('周一 12:00').tagName).toBe('B');
    expect(row.getByText('恢复').textContent).toBe('恢复 ● 周一 12:00 前4 工作时');
    expect(await row.findByText('● 恢复 · 非工作时间，不计时')).toBeTruthy();
  });

  it('name the contract that could not be asked', async () => {
    answerWith(open([], [{ contract: 'huangpu', code: 'SERVICE.UNAVAILABLE', message: '服务没有回答' }]));
    show(<IncidentsPanel />);
    expect(await screen.findByText('▲ 合同 huangpu 暂时问不到：服务没有回答')).toBeTruthy();
  });

  it('say that nothing is open, and what would appear', async () => {
    answerWith(open([]));
    show(<IncidentsPanel />);
    expect(await screen.findByText('✓ 没有进行中的故障')).toBeTruthy();
    expect(screen.getByText('值班台登记后，一秒内出现在这里')).toBeTruthy();
  });

  it('say that they could not be read, and are not shown as none', async () => {
    answerWith({ 'GET /api/incidents/open': { status: 409, error: { code: 'X', message: '出错' } } });
    show(<IncidentsPanel />);
    expect(await screen.findByText('读取失败，稍后自动重试')).toBeTruthy();
    expect(screen.queryByText('✓ 没有进行中的故障')).toBeNull();
  });

  it('stand in English by the switch', async () => {
    answerWith(open([incident()]));
    show(<IncidentsPanel />, { live: liveAt('14:04:08'), language: 'en' });
    expect(await screen.findByText('● 05:52')).toBeTruthy();
    expect(screen.getByText('Open incidents')).toBeTruthy();
  });
});
