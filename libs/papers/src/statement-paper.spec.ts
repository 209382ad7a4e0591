import { describe, expect, it } from 'vitest';
import { printable, printedAmount } from './printable.js';
import { periodName } from './period-name.js';
import type { PaperTable } from './paper.js';
import { statementPaper } from './statement-paper.js';
import { neutralText, statementSheets } from './statement-sheets.js';
import { givenFigures, givenHead, givenLine, givenPeriod, sha256 } from './statement.fixture.js';
import { composeStatement } from './statement.js';

const decided = { fact: 'd1', at: '2026-11-20T14:00:00+08:00', outcome: 'waived', amount: null, account: 'finance' };
const figures = givenFigures({
  receivables: [givenLine({ decision: 'waived', payable: '0.00', decisions: [decided] })],
});
const paper = (reasons = {}) =>
  statementPaper({
    statement: composeStatement(givenHead(), figures, null),
    sha256,
    reasons,
    organisations: { 'demo-hospital': '演示医院' },
  });
const tableOf = (title: string, given = paper()) =>
  given.blocks.find((block) => 'title' in block && block.title === title) as PaperTable;
const said = (value: unknown) => JSON.stringify(value);

describe('the paper of a statement', () => {
  it('says the amount in figures and in words, the heads with their hashes, and who signs', () => {
    const text = said(paper());
    expect(text).toContain('"amount":"833600.00"');
    expect(text).toContain('人民币捌拾叁万叁仟陆佰元整');
    expect(text).toContain(`3  ${'ab'.repeat(32)}`);
    expect(text).toContain('甲方（盖章）');
    expect(text).toContain('演示医院');
    expect(paper().footer).toContain(sha256);
  });

  it('says of each line its clause as it stands in the paper, its decision and the reason', () => {
    const row = said(tableOf('应收应付，不从付款中扣', paper({ d1: { text: '首季度交接期' } })).rows[0]);
    expect(row).toContain('响应超时 F-2026-0312');
    expect(row).toContain('八、2(1)');
    expect(row).toContain('finance 已免除：首季度交接期');
    expect(said(tableOf('应收应付，不从付款中扣', paper({ d1: { gone: 'erased' } })).rows[0])).toContain(
      '已依规定删除',
    );
  });

  it('never shows an amount that nobody can tell as nothing', () => {
    const unknown = { ...figures, payment: { ...figures.payment, gross: null, net: null } };
    const given = statementPaper({
      statement: composeStatement(givenHead(), unknown, null),
      sha256,
      reasons: {},
      organisations: {},
    });
    expect(said(given)).toContain('无法判定');
    expect(statementSheets(given)[0]?.rows.flat()).toContainEqual({ text: '无法判定' });
    expect(printedAmount(null)).toBe('无法判定');
  });

  it('prints signs that the font lacks as words, and thousands apart', () => {
    expect(printable('响应 ≤15 分，可用率 ≥99.5%')).toBe('响应 不超过 15 分，可用率 不低于 99.5%');
    expect([printedAmount('4168000.00'), printedAmount('-600.00'), printedAmount('0.05')]).toEqual([
      '4,168,000.00',
      '-600.00',
      '0.05',
    ]);
  });
});

describe('the paper of a period', () => {
  const ofPeriod = (change: Parameters<typeof givenPeriod>[0] = {}) =>
    statementPaper({
      statement: composeStatement(givenHead(), givenPeriod(change), null),
      sha256,
      reasons: {},
      organisations: {},
    });

  it('says which days it is of, what its payments come to in words, and what is owed beside them', () => {
    const text = said(ofPeriod());
    expect(text).toContain('第 1 年度（2025-10-20 至 2026-10-19）');
    expect(text).toContain('人民币捌拾叁万叁仟陆佰元整');
    expect(text).toContain('["乙方另应付",{"amount":"4168.00"}]');
    expect(said(tableOf('本期的付款', ofPeriod()).rows[0])).toContain('第 1 年度验收尚未通过');
  });

  it('says so while the period runs, and never shows a sum that nobody can tell as nothing', () => {
    const running = { period: 'year-1', firstOn: '2025-10-20', lastOn: '2026-10-19', ended: false };
    const sums = { ...givenPeriod().sums, gross: null, net: null };
    const text = said(ofPeriod({ period: running, sums }));
    expect(text).toContain('出具时尚未结束');
    expect(text).toContain('无法判定');
  });

  it.each([
    ['term', '合同期'],
    ['year-2', '第 2 年度'],
    ['year-1-Q3', '第 1 年度第 3 季度'],
    ['2026-H2', '2026 年下半年'],
    ['2026-07', '2026-07'],
  ])('calls %s %s', (label, name) => {
    expect(periodName(label)).toBe(name);
  });
});

describe('a text in a spreadsheet', () => {
  it.each(['=1+1', '+86 10', '-1', '@SUM(A1)', ' =1', '\t=1', '|calc', '=cmd|’/c calc’!A0'])(
    '%j is no formula',
    (text) => {
      expect(neutralText(text)).toBe(`'${text}`);
    },
  );

  it.each(['响应超时', '2026-001', '¥ 1', "it's 1=1", ''])('%j stays as it is', (text) => {
    expect(neutralText(text)).toBe(text);
  });

  it('is neutral wherever a person typed it: the reason of a decision', () => {
    const line = givenLine({ decisions: [decided], steps: [], subject: '=HYPERLINK("http://x")', breach: '=evil' });
    const given = statementPaper({
      statement: composeStatement(givenHead({ nameZh: '@name' }), givenFigures({ receivables: [line] }), null),
      sha256,
      reasons: { d1: { text: '=1+1' } },
      organisations: { 'demo-hospital': '+organisation' },
    });
    const texts = statementSheets(given).flatMap(({ rows }) =>
      rows.flat().flatMap((cell) => ('text' in cell ? [cell.text] : [])),
    );
    expect(texts.filter((text) => /^[=+\-@]/.test(text))).toEqual([]);
    expect(texts).toContain("'@name");
    expect(texts).toContain("'+organisation");
  });

  it('stands beside amounts that are numbers', () => {
    const [first] = statementSheets(paper());
    expect(first?.rows.flat()).toContainEqual({ amount: 833600 });
  });
});
