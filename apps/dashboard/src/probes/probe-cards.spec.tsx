import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import type { MetricRecord } from '@weibao/exchange';
import type { ProbeView, RecordedFact } from '@weibao/messages';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answerWith, at, contract, session, show, type Answers } from '../testing/given.js';
import { ProbeCards } from './probe-cards.js';

const emr = '一体化电子病历系统';
const probe: ProbeView = {
  contract: 'bayannur-emr',
  system: emr,
  target: 'http://10.1.2.3/health',
  intervalSeconds: 60,
  timeoutSeconds: 10,
  retries: 2,
  expectStatus: null,
  setBy: 'head',
  setAt: at('08:00:00'),
  state: 'down',
  checkedAt: at('13:59:30'),
  latencyMs: null,
  fault: 'HTTP 503',
  failingSince: at('13:40:00'),
  outage: 'probe-1',
};
const year: MetricRecord = {
  clause: 'BY-V-OBJ1',
  period: 'year-2',
  system: emr,
  value: '99.95',
  threshold: '99.5',
  unit: 'percent',
  final: false,
  usedSeconds: 1200,
  allowedSeconds: 157_680,
  status: 'met',
};
const gap = (system: string, from: string, to: string): RecordedFact => ({
  id: `g-${from}`,
  type: 'monitoring.gap',
  at: at(`${to}:00:00`),
  recordedAt: at(`${to}:00:00`),
  by: 'monitor',
  account: null,
  organisation: null,
  role: null,
  withdrawn: false,
  confirmed: false,
  fact: { type: 'monitoring.gap', at: at(`${to}:00:00`), system, from: at(`${from}:00:00`), to: at(`${to}:00:00`) },
});
const answers = (probes: ProbeView[]): Answers => ({
  'GET /api/probes': { probes, missing: [] },
  'GET /api/contracts/bayannur-emr/records': { facts: [gap(emr, '08', '09'), gap(emr, '10', '11')], next: null },
  'GET /api/posture': { postures: [{ contract: 'bayannur-emr', metrics: [year] }], missing: [], sequence: 'e.1' },
  [`PUT /api/contracts/bayannur-emr/probes/${encodeURIComponent('微小化HIS系统')}`]: {
    result: {},
    heads: {},
    commandId: 'c',
  },
});
const head = session({ account: 'head', role: 'it-head' });
const card = (system: string) => document.querySelector(`[data-system="${system}"]`) as HTMLElement;

beforeEach(() => localStorage.clear());
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('the card of a system', () => {
  it('tells its availability as the outcome has it, and since when it has not answered, in words', async () => {
    answerWith(answers([probe]));
    show(<ProbeCards contract={contract()} />, { session: head });
    await waitFor(() => expect(card(emr).dataset['state']).toBe('down'));
    expect(card(emr).textContent).toMatch(/■ 停机 · 自 2026-11-20 13:40:00 · HTTP 503/);
    expect(card(emr).textContent).toMatch(/第 2 年度 99.95%（约定 99.5%） · 停机 20 分/);
    expect(card('微小化HIS系统').textContent).toContain('未设置探测');
    // What nobody watched, the newest first; the other system has none.
    await waitFor(() => expect(card(emr).querySelector('[data-gaps="2"]')).not.toBeNull());
    expect([...card(emr).querySelectorAll('.gaps li')].map(({ textContent }) => textContent)).toEqual([
      expect.stringContaining('2026-11-20 10:00 至 2026-11-20 11:00'),
      expect.stringContaining('2026-11-20 08:00 至 2026-11-20 09:00'),
    ]);
    expect(card('微小化HIS系统').querySelector('[data-gaps]')).toBeNull();
  });

  it('sets a probe with every fault named, and sends the usual terms unless others are typed', async () => {
    const requests = answerWith(answers([probe]));
    show(<ProbeCards contract={contract()} />, { session: head });
    fireEvent.click(await screen.findByLabelText('设置探测 微小化HIS系统'));
    fireEvent.change(await screen.findByLabelText('间隔（秒）'), { target: { value: '0' } });
    fireEvent.submit(document.querySelector('.ant-modal form') as HTMLElement);
    expect(screen.getByText('✕ 请填写地址')).toBeTruthy();
    expect(screen.getByText('✕ 请填写 1 到 3600 的整数')).toBeTruthy();
    fireEvent.change(screen.getByLabelText('地址'), { target: { value: ' tcp://10.1.2.4:1521 ' } });
    fireEvent.change(screen.getByLabelText('间隔（秒）'), { target: { value: '30' } });
    fireEvent.submit(document.querySelector('.ant-modal form') as HTMLElement);
    await waitFor(() =>
      expect(requests.find(({ method }) => method === 'PUT')?.body).toEqual({
        target: 'tcp://10.1.2.4:1521',
        intervalSeconds: 30,
        timeoutSeconds: 10,
        retries: 2,
      }),
    );
  });

  it('shows the vendor the availability, no address and no button', async () => {
    const requests = answerWith(answers([probe]));
    show(<ProbeCards contract={contract()} />, { session: session({ role: 'vendor' }) });
    await screen.findByText(/99.95%/);
    expect(document.querySelector('[data-set]')).toBeNull();
    expect(requests.some(({ path }) => path === '/api/probes')).toBe(false);
  });
});
