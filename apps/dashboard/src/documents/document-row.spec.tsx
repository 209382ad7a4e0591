import { cleanup, screen } from '@testing-library/react';
import type { DocumentView, FilingView } from '@weibao/messages';
import { afterEach, expect, it } from 'vitest';
import { at, contract, session, show } from '../testing/given.js';
import { DocumentRow } from './document-row.js';

afterEach(cleanup);

const filing = (version: number, parts: string[] | null): FilingView => ({
  fact: `f${version}`,
  version,
  document: 'inspection-report',
  at: at('10:00:00'),
  by: 'vendor',
  account: null,
  stamped: true,
  confirmedAt: null,
  parts,
  files: [],
});
const document_: DocumentView = {
  contract: 'jiahe-icu',
  documents: ['inspection-report'],
  about: 'I-1',
  clause: 'JH-1.5.2-RPT5WD',
  titleZh: '盖章巡检报告',
  titleEn: 'Stamped report',
  owedBy: 'vendor',
  stamped: true,
  wanted: {
    clause: 'JH-1.5.2-CONTENT',
    parts: [
      { part: 'risk-level', nameZh: '风险等级', nameEn: 'Risk level' },
      { part: 'advice', nameZh: '整改建议', nameEn: 'Advice' },
    ],
  },
  dueOn: null,
  dueAt: null,
  doneAt: null,
  status: 'done',
  filings: [filing(3, ['risk-level', 'advice']), filing(2, ['advice']), filing(1, null)],
};

it('JH-1.5.2-CONTENT: says what a report must state, and of each version what it leaves out or that nobody said', () => {
  show(<DocumentRow document={document_} contract={contract()} onRecord={() => undefined} />, {
    session: session({ role: 'auditor' }),
  });
  expect(screen.getByText('须写明：风险等级、整改建议', { exact: false })).toBeTruthy();
  const states = [...document.querySelectorAll('[data-parts-state]')].map((part) => part.textContent?.trim());
  expect(states).toEqual(['· ✓ 内容齐全', '▲ 缺内容：风险等级', '· ? 未核对是否写明全部内容']);
});
