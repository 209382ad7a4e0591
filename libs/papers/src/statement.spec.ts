import { statementSchema } from '@weibao/exchange';
import { describe, expect, it } from 'vitest';
import { givenFigures, givenHead, givenLine, givenPeriod } from './statement.fixture.js';
import { composeStatement, recomputedText, statementName, statementText } from './statement.js';

const first = { statement: '2026-001', sha256: 'aa'.repeat(32), figures: givenFigures() };

describe('a settlement statement', () => {
  it('is the same bytes for the same figures, whatever the order of keys, and reads back', () => {
    const text = statementText(composeStatement(givenHead(), givenFigures(), null));
    const { payment, ...rest } = givenFigures();
    expect(statementText(composeStatement(givenHead(), { ...rest, payment }, null))).toBe(text);
    expect(statementText(statementSchema.parse(JSON.parse(text)))).toBe(text);
  });

  it('numbers its year with three digits, and goes on beyond 999', () => {
    expect([statementName(2026, 1), statementName(2026, 999), statementName(2027, 1000)]).toEqual([
      '2026-001',
      '2026-999',
      '2027-1000',
    ]);
  });

  it('recomputed from the same figures is the same text; another amount is another text', () => {
    const issued = composeStatement(givenHead({ statement: '2026-002' }), givenFigures(), first);
    expect(recomputedText(issued, givenFigures(), first)).toBe(statementText(issued));
    const other = givenFigures({ receivables: [givenLine({ payable: '0.00' })] });
    expect(recomputedText(issued, other, first)).not.toBe(statementText(issued));
  });
});

describe('a statement of a period', () => {
  it('is another document than one of a payment, reads back, and lists what differs from the former of its period', () => {
    const before = { statement: '2026-001', sha256: 'aa'.repeat(32), figures: givenPeriod() };
    const { payments, sums } = givenPeriod();
    const [payment] = payments;
    const after = givenPeriod({
      payments: payment ? [{ ...payment, status: 'paid' }] : [],
      sums: { ...sums, paid: '833600.00' },
    });
    const issued = composeStatement(givenHead({ statement: '2026-002' }), after, before);
    expect(issued.format).toBe('weibao-period-statement/1');
    expect(statementText(statementSchema.parse(JSON.parse(statementText(issued))))).toBe(statementText(issued));
    expect(recomputedText(issued, after, before)).toBe(statementText(issued));
    expect(issued.differences).toEqual([
      { list: 'sums', line: 'year-1', field: 'paid', before: '0.00', after: '833600.00' },
      { list: 'payments', line: 'P1', field: 'status', before: 'held', after: 'paid' },
    ]);
  });
});

describe('the differences to the former statement of the same payment', () => {
  const differences = (after: ReturnType<typeof givenFigures>) =>
    composeStatement(givenHead(), after, first).differences;

  it('are none where nothing changed, and none for the first', () => {
    expect(differences(givenFigures())).toEqual([]);
    expect(composeStatement(givenHead(), givenFigures(), null)).toMatchObject({ former: null, differences: [] });
  });

  it('name the field of a line that changed, with both values', () => {
    const { payment } = givenFigures();
    const gate = { ...(payment.gates[0] as (typeof payment.gates)[0]), open: true };
    const after = givenFigures({
      payment: { ...payment, status: 'eligible', dueOn: '2027-01-09', gates: [gate] },
      receivables: [givenLine({ decision: 'waived', payable: '0.00' })],
    });
    expect(differences(after)).toEqual([
      { list: 'payment', line: 'P1', field: 'dueOn', before: null, after: '2027-01-09' },
      { list: 'payment', line: 'P1', field: 'status', before: 'held', after: 'eligible' },
      { list: 'gates', line: 'acceptance BY-V-PASS', field: 'open', before: null, after: 'true' },
      {
        list: 'receivables',
        line: 'BY-8-GEN F-2026-0312 responded',
        field: 'payable',
        before: '4168.00',
        after: '0.00',
      },
      {
        list: 'receivables',
        line: 'BY-8-GEN F-2026-0312 responded',
        field: 'decision',
        before: 'proposed',
        after: 'waived',
      },
    ]);
  });

  it('name a line that came and one that went, two of the same name apart', () => {
    const twice = givenFigures({ receivables: [givenLine(), givenLine({ payable: '100.00' })] });
    expect(differences(twice)).toEqual([
      { list: 'receivables', line: 'BY-8-GEN F-2026-0312 responded #2', field: '', before: null, after: '100.00' },
    ]);
    expect(differences(givenFigures({ receivables: [] }))).toEqual([
      { list: 'receivables', line: 'BY-8-GEN F-2026-0312 responded', field: '', before: '4168.00', after: null },
    ]);
  });
});
