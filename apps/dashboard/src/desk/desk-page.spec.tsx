import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answerWith, at, clock, contract, incident, liveAt, session, show, type Answers } from '../testing/given.js';
import { DeskPage } from './desk-page.js';

const reported = { result: { incident: 'F-2026-0007', fact: 'f-1' }, heads: {}, commandId: 'c' };
const saved = incident({
  incident: 'F-2026-0007',
  clocks: [clock(), clock({ stage: 'restored', titleZh: '恢复', limitZh: '<30 分', dueAt: at('14:30:00') })],
});
const answers = (more: Answers = {}): Answers => ({
  'GET /api/contracts': { contracts: [contract()], missing: [], sequence: 'e.1' },
  'GET /api/incidents/open': { incidents: [incident()], missing: [], sequence: 'e.1' },
  'GET /api/hotlines': { hotlines: [] },
  'GET /api/contacts': { contacts: [] },
  'GET /api/contracts/bayannur-emr/incidents': { incidents: [] },
  'POST /api/contracts/bayannur-emr/incidents': reported,
  ...more,
});
const posts = (requests: ReturnType<typeof answerWith>) => requests.filter(({ method }) => method === 'POST');
const form = () => screen.getByRole('form', { name: '登记故障' });

async function chooseSystem(typed: string) {
  const field = await screen.findByLabelText('系统');
  fireEvent.change(field, { target: { value: typed } });
  fireEvent.keyDown(field, { key: 'Enter', keyCode: 13 });
  await screen.findByRole('radiogroup', { name: '级别' });
}
async function focusRow(name: string) {
  await waitFor(() => expect(document.querySelector(`[data-row][data-incident="${name}"]`)).not.toBeNull());
  const row = document.querySelector(`[data-row][data-incident="${name}"]`) as HTMLElement;
  act(() => row.focus());
  return row;
}

beforeEach(() => localStorage.clear());
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('reporting at the desk', () => {
  it('goes by keyboard: pinyin of the system, a digit for the level, Enter; the number and its clocks then stand there', async () => {
    let open = [incident()];
    const requests = answerWith(
      answers({ 'GET /api/incidents/open': () => ({ incidents: open, missing: [], sequence: 'e' }) }),
    );
    show(<DeskPage />);
    await chooseSystem('dzbl');
    expect(screen.getByText('系统崩溃，业务停止')).toBeTruthy();
    await waitFor(() => expect((document.activeElement as HTMLInputElement).name).toBe('level'));
    fireEvent.keyDown(document.activeElement as Element, { key: '1' });
    open = [incident(), saved];
    fireEvent.submit(form());

    const card = within(await screen.findByRole('status'));
    expect(card.getByText('已登记 F-2026-0007')).toBeTruthy();
    expect(card.getByText('按「电子病历一体化维保」计时')).toBeTruthy();
    expect(await card.findByText('<30 分')).toBeTruthy();
    expect(posts(requests).map(({ path, body }) => [path, body])).toEqual([
      ['/api/contracts/bayannur-emr/incidents', { system: '一体化电子病历系统', level: '1' }],
    ]);
  });

  it('keeps who called beside the report, shows where the vendor is called, and merges what may be the same on one press', async () => {
    const near = incident({ incident: 'F-2026-0003', summary: '同一病区也打不开' });
    const hotline = { id: 'h', contract: 'bayannur-emr', system: null, name: '服务热线', phone: '000-1234' };
    const requests = answerWith(
      answers({
        'GET /api/incidents/open': { incidents: [saved], missing: [], sequence: 'e' },
        'GET /api/hotlines': { hotlines: [{ ...hotline, id: 'x', contract: 'huangpu', phone: '000-9' }, hotline] },
        'GET /api/contacts': {
          contacts: [{ id: 'p', department: '住院部', name: '李护士', phone: '8001', notedAt: at('09:00:00') }],
        },
        'GET /api/contracts/bayannur-emr/incidents/F-2026-0007/similar': { incidents: [near], sequence: 'e' },
        'POST /api/contracts/bayannur-emr/incidents/F-2026-0007/merge': { result: {}, heads: {}, commandId: 'c' },
      }),
    );
    show(<DeskPage />);
    await chooseSystem('dzbl');
    expect((await screen.findByRole('link', { name: '000-1234' })).getAttribute('href')).toBe('tel:0001234');
    fireEvent.keyDown(screen.getByRole('radiogroup', { name: '级别' }), { key: '1' });
    fireEvent.change(screen.getByLabelText('来电人'), { target: { value: '8001' } });
    fireEvent.click(await screen.findByText('李护士 · 住院部 · 8001'));
    fireEvent.change(screen.getByLabelText('通知了乙方谁'), { target: { value: '驻场' } });
    fireEvent.submit(form());
    const card = within(await screen.findByRole('status'));
    expect(posts(requests)[0]?.body).toEqual({
      system: '一体化电子病历系统',
      level: '1',
      department: '住院部',
      call: { name: '李护士', phone: '8001', told: '驻场' },
    });
    expect(await card.findByText('000-1234')).toBeTruthy();
    expect(card.queryByText('000-9')).toBeNull();
    fireEvent.click(await card.findByRole('button', { name: '并入 F-2026-0003' }));
    await waitFor(() => expect(posts(requests)[1]?.body).toEqual({ into: 'F-2026-0003' }));
  });

  it('lists what is closed and still owes a report', async () => {
    const owing = incident({
      incident: 'F-2026-0002',
      open: false,
      clocks: [clock({ stage: 'fault-report', titleZh: '故障报告', status: 'overdue' })],
    });
    answerWith(answers({ 'GET /api/contracts/bayannur-emr/incidents': { incidents: [owing] } }));
    show(<DeskPage />);
    const list = within(await screen.findByRole('region', { name: '已关闭、尚欠报告' }));
    expect(list.getByRole('link', { name: 'F-2026-0002' })).toBeTruthy();
    expect(list.getByText('故障报告')).toBeTruthy();
  });

  it('asks for the contract only where several cover the system', async () => {
    const second = contract({
      contract: 'tacheng-ops',
      nameZh: '塔城运维',
      systems: [{ name: '微小化HIS系统', subsystems: [], core: false }],
    });
    answerWith(answers({ 'GET /api/contracts': { contracts: [contract(), second], missing: [], sequence: 'e' } }));
    show(<DeskPage />);
    const field = await screen.findByLabelText('系统');
    fireEvent.change(field, { target: { value: 'wxhhis' } });
    fireEvent.keyDown(field, { key: 'Enter', keyCode: 13 });
    expect(await screen.findByText('这个系统有多份合同，请选择')).toBeTruthy();
    expect(screen.queryByRole('radiogroup')).toBeNull();
    fireEvent.click(screen.getByLabelText('塔城运维'));
    expect(await screen.findByRole('radiogroup', { name: '级别' })).toBeTruthy();
  });

  it('says at once everything that is missing, and sends nothing', async () => {
    const requests = answerWith(answers());
    show(<DeskPage />);
    await screen.findByLabelText('系统');
    fireEvent.change(screen.getByLabelText('通知乙方的时间'), { target: { value: 'soon' } });
    fireEvent.submit(form());
    const faults = within(form())
      .getAllByRole('alert')
      .map((fault) => fault.textContent);
    expect(faults).toContain('请选择出问题的系统');
    expect(faults).toContain('看不懂这个时间，请写成 14:02 或 11-19 23:50');
    expect(posts(requests)).toEqual([]);
  });

  it('sends the time of the call when one is typed, and says how it was understood', async () => {
    const requests = answerWith(answers());
    show(<DeskPage />, { live: liveAt('14:26:08') });
    await chooseSystem('dzbl');
    fireEvent.keyDown(screen.getByRole('radiogroup', { name: '级别' }), { key: '2' });
    fireEvent.change(screen.getByLabelText('通知乙方的时间'), { target: { value: '1402' } });
    expect(screen.getByText('即 2026-11-20 14:02:00')).toBeTruthy();
    fireEvent.submit(form());
    await waitFor(() => expect(posts(requests)).toHaveLength(1));
    expect(posts(requests)[0]?.body).toMatchObject({ at: '2026-11-20T14:02:00+08:00', level: '2' });
  });

  it('keeps what was typed and shows the refusal in the server’s words', async () => {
    const refusal = {
      status: 422,
      error: { code: 'INCIDENT.SYSTEM_OUT_OF_SCOPE', message: '系统不在清单内，请核对清单' },
    };
    answerWith(answers({ 'POST /api/contracts/bayannur-emr/incidents': refusal }));
    show(<DeskPage />);
    await chooseSystem('dzbl');
    fireEvent.keyDown(screen.getByRole('radiogroup', { name: '级别' }), { key: '1' });
    fireEvent.submit(form());
    expect(await screen.findByText('系统不在清单内，请核对清单')).toBeTruthy();
    expect(screen.getByText(/INCIDENT\.SYSTEM_OUT_OF_SCOPE/)).toBeTruthy();
    expect(screen.getByRole('radiogroup', { name: '级别' })).toBeTruthy();
  });

  it('pressed twice while the line is slow is one report under one command id', async () => {
    let answer: (value: unknown) => void = () => undefined;
    const requests = answerWith(
      answers({ 'POST /api/contracts/bayannur-emr/incidents': () => new Promise((resolve) => (answer = resolve)) }),
    );
    show(<DeskPage />);
    await chooseSystem('dzbl');
    fireEvent.keyDown(screen.getByRole('radiogroup', { name: '级别' }), { key: '1' });
    fireEvent.submit(form());
    fireEvent.submit(form());
    await waitFor(() => expect(posts(requests)).toHaveLength(1));
    answer(reported);
    await screen.findByText('已登记 F-2026-0007');
    expect(posts(requests)).toHaveLength(1);
    expect(posts(requests)[0]?.headers.get('idempotency-key')).toMatch(/^[0-9a-f]{32}$/);
  });

  it('is sent again under its id after the network failed, and shown as not delivered until then', async () => {
    let tries = 0;
    const requests = answerWith(
      answers({
        'POST /api/contracts/bayannur-emr/incidents': () => ((tries += 1) === 1 ? new TypeError('failed') : reported),
      }),
    );
    show(<DeskPage />);
    await chooseSystem('dzbl');
    fireEvent.keyDown(screen.getByRole('radiogroup', { name: '级别' }), { key: '1' });
    fireEvent.submit(form());
    await screen.findByText('已登记 F-2026-0007', {}, { timeout: 5_000 });
    const ids = posts(requests).map(({ headers }) => headers.get('idempotency-key'));
    expect(ids).toHaveLength(2);
    expect(ids[0]).toBe(ids[1]);
  });
});

describe('recording stages at the desk', () => {
  const stages = 'POST /api/contracts/bayannur-emr/incidents/F-2026-0001/stages';

  it('takes one key on the chosen incident; the key stands on the button', async () => {
    const requests = answerWith(answers({ [stages]: { result: { fact: 'f-2' }, heads: {}, commandId: 'c' } }));
    show(<DeskPage />);
    const row = await focusRow('F-2026-0001');
    expect(within(row).getByRole('button', { name: /1 响应/ })).toBeTruthy();
    fireEvent.keyDown(row, { key: '1' });
    await waitFor(() => expect(posts(requests).map(({ body }) => body)).toEqual([{ stage: 'responded' }]));
    expect(await screen.findByText('F-2026-0001 已记录「响应」')).toBeTruthy();
  });

  it('bears its tick at once, before the server has answered, and loses it when the server refuses', async () => {
    let refuse: (() => void) | undefined;
    const refused = new Promise<void>((resolve) => (refuse = resolve));
    const message = '没有登记：合同已到期。';
    answerWith(answers({ [stages]: async () => refused.then(() => ({ status: 422, error: { code: 'X', message } })) }));
    show(<DeskPage />);
    const row = await focusRow('F-2026-0001');
    fireEvent.keyDown(row, { key: '1' });
    await waitFor(() => expect(within(row).getByRole('button', { name: /1 响应 ✓/ })).toBeTruthy());
    refuse?.();
    expect(await screen.findByText(message)).toBeTruthy();
    await waitFor(() => expect(within(row).queryByRole('button', { name: /1 响应 ✓/ })).toBeNull());
  });

  it('takes the hospital’s time where one is typed before the key', async () => {
    const requests = answerWith(answers({ [stages]: { result: { fact: 'f-2' }, heads: {}, commandId: 'c' } }));
    show(<DeskPage />, { live: liveAt('14:12:30') });
    const row = await focusRow('F-2026-0001');
    fireEvent.keyDown(row, { key: 't' });
    const time = within(row).getByLabelText('时间');
    await waitFor(() => expect(document.activeElement).toBe(time));
    fireEvent.change(time, { target: { value: '14:10' } });
    fireEvent.keyDown(time, { key: '1' }); // typing digits into the time records nothing
    fireEvent.keyDown(time, { key: 'Enter' });
    expect(document.activeElement).toBe(row);
    fireEvent.keyDown(row, { key: '1' });
    await waitFor(() =>
      expect(posts(requests).map(({ body }) => body)).toEqual([{ stage: 'responded', at: at('14:10:00') }]),
    );
  });

  it('shows the refusal of a stage recorded twice, and the way to withdraw the first', async () => {
    const message = '「响应」已在 14:08:12 记录（f-123）。需要更正时先撤回并写明理由。';
    answerWith(answers({ [stages]: { status: 409, error: { code: 'INCIDENT.STAGE_TWICE', message } } }));
    show(<DeskPage />);
    fireEvent.keyDown(await focusRow('F-2026-0001'), { key: '1' });
    expect(await screen.findByText(message)).toBeTruthy();
    expect(screen.getByRole('link', { name: '到故障页撤回' }).getAttribute('href')).toBe(
      '/incidents/bayannur-emr/F-2026-0001',
    );
  });

  it('is open to a vendor, who does not report', async () => {
    answerWith(answers());
    show(<DeskPage />, { session: session({ role: 'vendor' }) });
    await focusRow('F-2026-0001');
    expect(screen.queryByRole('form', { name: '登记故障' })).toBeNull();
    expect(document.querySelector('[data-record="responded"]')).not.toBeNull();
  });
});
