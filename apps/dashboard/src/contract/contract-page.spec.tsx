import type { ContractTermsView } from '@weibao/messages';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { Route, Routes } from 'react-router';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answerWith, at, contract, session, show } from '../testing/given.js';
import { ContractListPage } from './contract-list-page.js';
import { ContractPage } from './contract-page.js';

const clauseOf = (id: string, kind: ContractTermsView['clauses'][number]['kind'], zh: string, en: string) => ({
  id,
  place: '八、2(1)',
  zh,
  en,
  kind,
  service: 'billing' as const,
});
const terms: ContractTermsView = {
  contract: 'bayannur-emr',
  nameZh: '电子病历一体化维保',
  nameEn: 'EMR maintenance',
  version: '2026-11-20',
  asOf: at('14:00:00'),
  replyDays: 0,
  clauses: [
    clauseOf('BY-4.1-L1-RESP', 'computed', '一级故障十分钟内响应', 'Level 1 answered within ten minutes'),
    clauseOf('BY-5-INSP', 'scheduled', '每月巡检一次', 'An inspection each month'),
    clauseOf('BY-8-GEN', 'computed', '每发生一次扣千分之一', 'A thousandth each time'),
  ],
  readings: [
    {
      id: 'B-28',
      option: 'by.gen_unit',
      severity: 'WARN',
      clauses: ['BY-8-GEN'],
      zh: '每发生一次怎样计',
      en: 'What is one time',
      defaultZh: '按每项义务计',
      defaultEn: 'Each duty',
      settled: false,
      questions: [
        {
          values: ['per-duty', 'per-root-cause'],
          names: { 'per-duty': { zh: '每项义务', en: 'per duty' } },
          withoutEffect: {},
          default: 'per-duty',
          inForce: 'per-root-cause',
          choice: { value: 'per-root-cause', source: 'fact', at: at('10:00:00', '2026-01-05'), account: 'head' },
        },
      ],
    },
  ],
  versions: [],
  findings: [
    {
      key: 'k1',
      accepted: null,
      finding: 'missing-list',
      ambiguity: null,
      severity: 'BLOCK',
      clause: 'BY-5-INSP',
      affects: ['BY-8-GEN'],
      zh: '巡检项目清单空白',
      en: 'The list of inspection items is blank',
      proposalZh: '补签清单',
      proposalEn: 'Sign a list',
    },
  ],
  activity: [
    { clause: 'BY-4.1-L1-RESP', list: 'clocks', state: 'running', count: 2 },
    { clause: 'BY-4.1-L1-RESP', list: 'clocks', state: 'overdue', count: 1 },
  ],
};
const PATH = '/contracts/bayannur-emr';
const open = (path = PATH, change: Partial<ContractTermsView> = {}, language: 'zh' | 'en' = 'zh') => {
  answerWith({ [`GET /api${PATH}/terms`]: { terms: { ...terms, ...change }, sequence: 'e.1' } });
  return show(
    <Routes>
      <Route path="/contracts/:contract" element={<ContractPage />} />
    </Routes>,
    { path, language, session: session({ role: 'it-head' }) },
  );
};
const rows = () => [...document.querySelectorAll<HTMLElement>('[data-clause]')].map(({ dataset }) => dataset['clause']);
const tab = async (name: RegExp) => fireEvent.click(await screen.findByRole('tab', { name }));

beforeEach(() => localStorage.clear());
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('a contract, clause by clause', () => {
  it('says what each clause does now, what needs somebody first, with a shape and a word beside the number', async () => {
    open();
    await screen.findByText('一级故障十分钟内响应');
    const done = [...document.querySelectorAll('[data-clause="BY-4.1-L1-RESP"] [data-activity]')];
    expect(done.map(({ textContent }) => textContent)).toEqual(['■ 时限 · 已超时 1', '● 时限 · 计时中 2']);
    expect(document.querySelectorAll('[data-clause="BY-5-INSP"] [data-activity]')).toHaveLength(0);
  });

  it('is searched by id, place and words of either language, and filtered by kind', async () => {
    open();
    const field = await screen.findByRole('searchbox');
    fireEvent.change(field, { target: { value: 'ten minutes' } });
    expect(rows()).toEqual(['BY-4.1-L1-RESP']);
    fireEvent.change(field, { target: { value: '巡检' } });
    expect(rows()).toEqual(['BY-5-INSP']);
    fireEvent.change(field, { target: { value: '八、2' } });
    expect(rows()).toHaveLength(3);
    fireEvent.click(screen.getByRole('radio', { name: '定期义务' }));
    expect(rows()).toEqual(['BY-5-INSP']);
    fireEvent.change(field, { target: { value: '没有这样的词' } });
    expect(document.querySelector('[data-empty="clauses"]')).toBeTruthy();
  });

  it('can be narrowed to the clauses at work', async () => {
    open();
    fireEvent.click(await screen.findByRole('checkbox'));
    expect(rows()).toEqual(['BY-4.1-L1-RESP']);
  });

  it('opens at the clause of the address, which has the focus', async () => {
    open(`${PATH}#BY-8-GEN`);
    await screen.findByText('每发生一次扣千分之一');
    expect(document.querySelector('[aria-current]')?.id).toBe('BY-8-GEN');
    expect(document.activeElement?.id).toBe('BY-8-GEN');
  });

  it('shows the clause of a link although another text was being searched', async () => {
    open(`${PATH}?q=ten minutes&view=findings`);
    await tab(/条款/);
    fireEvent.change(await screen.findByRole('searchbox'), { target: { value: 'ten minutes' } });
    expect(rows()).toEqual(['BY-4.1-L1-RESP']);
    await tab(/检查/);
    fireEvent.click(document.querySelector('[data-clause-link="BY-8-GEN"]') as HTMLElement);
    await waitFor(() => expect(document.activeElement?.id).toBe('BY-8-GEN'));
    expect(rows()).toHaveLength(3);
  });

  it('says so when the contract has no such clause', async () => {
    open(`${PATH}#BY-9-NO`);
    await screen.findByText(/没有条款 BY-9-NO/);
  });

  it('shows no counts to a role that sees no outcome, and says who does', async () => {
    open(PATH, { activity: null });
    await screen.findByText(/您的角色只看条款本身/);
    expect(document.querySelector('[data-activity]')).toBeNull();
    expect(screen.queryByRole('checkbox')).toBeNull();
  });

  it('lists what lint found with its weight, its proposal and links to the clauses it touches', async () => {
    open();
    await tab(/检查/);
    const finding = document.querySelector('[data-finding="missing-list"]');
    expect(finding?.textContent).toContain('■ 须先解决');
    expect(finding?.textContent).toContain('补签清单');
    const links = [...(finding?.querySelectorAll('a') ?? [])].map((link) => link.getAttribute('href'));
    expect(links).toEqual([`${PATH}#BY-5-INSP`, `${PATH}#BY-8-GEN`]);
  });

  it('says what to think when nothing was found', async () => {
    open(`${PATH}?view=findings`, { findings: [] });
    await screen.findByText(/没有检查出问题/);
  });

  it('lays the readings side by side: the default, the one in force, and who chose it when', async () => {
    open(`${PATH}?view=readings`);
    await screen.findByText('每发生一次怎样计');
    const value = (name: string) => document.querySelector(`[data-value="${name}"]`)?.textContent;
    expect(value('per-duty')).toBe('每项义务per-duty默认');
    expect(value('per-root-cause')).toBe('per-root-cause✓ 现行');
    expect(document.querySelector('[data-choice="fact"]')?.textContent).toContain('head 于');
  });

  it('stands in English with the Chinese beside it', async () => {
    open(PATH, {}, 'en');
    await screen.findByText('Level 1 answered within ten minutes');
    expect(screen.getByText('一级故障十分钟内响应')).toBeTruthy();
    expect(screen.getByText(/overdue/)).toBeTruthy();
  });

  it('of somebody else is refused in the server’s words', async () => {
    const error = { code: 'ACCESS.NOT_YOURS', message: '没有这份合同，或它不属于您的单位。' };
    answerWith({ [`GET /api${PATH}/terms`]: { status: 404, error } });
    show(
      <Routes>
        <Route path="/contracts/:contract" element={<ContractPage />} />
      </Routes>,
      { path: PATH },
    );
    await screen.findByText('没有这份合同，或它不属于您的单位。');
  });
});

describe('the list of contracts', () => {
  it('opens each contract of one’s organisation', async () => {
    answerWith({ 'GET /api/contracts': { contracts: [contract()], missing: [], sequence: 'e.1' } });
    show(<ContractListPage />);
    const link = await screen.findByRole('link');
    expect(link.getAttribute('href')).toBe(PATH);
    expect(link.textContent).toContain('2025-10-20 – 2028-10-19');
  });

  it('says what to do when there is none', async () => {
    answerWith({ 'GET /api/contracts': { contracts: [], missing: [], sequence: 'e.1' } });
    show(<ContractListPage />);
    await screen.findByText('没有本单位参与的合同');
  });
});
