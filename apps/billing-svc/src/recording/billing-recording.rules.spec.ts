import { applicationPacks } from '@weibao/engine';
import type { AcceptanceRecord, DeductionRecord, Fact, Outcome, PaymentRecord, RightRecord } from '@weibao/exchange';
import type { RecordableFact, Side } from '@weibao/messages';
import { StandingFacts } from '@weibao/service-kit';
import { describe, expect, it } from 'vitest';
import { readTermsFiles } from '../terms/terms-files.js';
import { examineForBilling } from './billing-recording.rules.js';

const terms = readTermsFiles();
const at = '2026-07-01T09:00:00+08:00';

interface Given {
  side?: Side | null;
  contract?: string;
  facts?: Fact[];
  outcome?: Partial<Outcome>;
  replyDays?: number;
  before?: Partial<Outcome>; // as it was when the reply period began
}

function examine(
  fact: RecordableFact,
  { side = 'hospital', contract = 'bayannur-emr', facts = [], outcome = {}, replyDays = 0, before = {} }: Given = {},
) {
  const own = terms.shipped(contract);
  if (!own) throw new Error(`no terms ${contract}`);
  const empty = { payments: [], deductions: [], acceptances: [], rights: [], duties: [], scores: [] };
  const record = { contract, facts, heads: { billing: 7 }, registered: null, parties: [], trial: false };
  const { faults, ...rest } = examineForBilling({
    contract,
    trial: false,
    side,
    nowMs: Date.parse(at),
    fact,
    standing: new StandingFacts(facts),
    record,
    terms: own,
    outcome: { ...empty, ...outcome } as unknown as Outcome,
    outcomeAt: () => ({ ...empty, ...before }) as unknown as Outcome,
    house: { replyDays },
    packs: () => applicationPacks({ terms: own, facts, asOfMs: Date.parse(at) }),
  });
  return { codes: faults.map(({ code, place }) => `${code} ${place}`), faults, ...rest };
}

describe('a decision', () => {
  const line = (more: Partial<DeductionRecord> = {}): DeductionRecord => ({
    clause: 'BY-8-GEN',
    subject: 'I1',
    breach: 'responded',
    payer: 'vendor',
    computed: '4168.00',
    payable: '4168.00',
    decision: 'proposed',
    steps: [],
    ...more,
  });
  const decision = (more: object = {}): RecordableFact => ({
    type: 'deduction.decided',
    clause: 'BY-8-GEN',
    subject: 'I1',
    outcome: 'confirmed',
    ...more,
  });
  const stood = (outcome: string, id: string, account = 'finance', more: object = {}): Fact =>
    ({ ...decision({ outcome, ...more }), id, at, actor: { account } }) as unknown as Fact;
  const one = { outcome: { deductions: [line()] } };

  it('is about the one line that it names, and keeps the heads it was taken on', () => {
    expect(examine(decision(), one)).toMatchObject({ codes: [], fact: { heads: { billing: 7 } } });
    expect(examine(decision({ subject: 'I2' }), one).codes).toEqual(['BILLING.LINE_UNKNOWN subject']);
    expect(examine(decision({ breach: 'restored' }), one).codes).toEqual(['BILLING.LINE_UNKNOWN subject']);
  });

  it('names the breach where there are several', () => {
    const two = { outcome: { deductions: [line(), line({ breach: 'restored' })] } };
    expect(examine(decision(), two).codes).toEqual(['BILLING.BREACH_NEEDED breach']);
    expect(examine(decision({ breach: 'restored' }), two).codes).toEqual([]);
  });

  it.each([
    ['4168.00', []],
    ['4168', []],
    ['4168.0', []],
    ['4168.01', ['BILLING.REASON_NEEDED note']],
    ['0.00', ['BILLING.REASON_NEEDED note']],
  ])('confirmed at %s where 4168.00 was computed', (amount, codes) => {
    expect(examine(decision({ amount }), one).codes).toEqual(codes);
    expect(examine(decision({ amount, note: '协商' }), one).codes).toEqual([]);
  });

  it('of a line whose amount people set needs that amount', () => {
    const byPerson = { outcome: { deductions: [line({ computed: null, payable: null })] } };
    expect(examine(decision(), byPerson).codes).toEqual(['BILLING.AMOUNT_NEEDED amount']);
    expect(examine(decision({ amount: '500.00' }), byPerson).codes).toEqual([]);
  });

  it('made once stands: the next one is told who decided what, and may withdraw it', () => {
    const before = { ...one, facts: [stood('waived', 'd1', 'head')] };
    const { codes, faults } = examine(decision(), before);
    expect(codes).toEqual(['BILLING.DECIDED_TWICE outcome']);
    expect(faults[0]?.zh).toContain('已由 head 于 2026-07-01 09:00:00 免除（记录 d1）');
    const withdrawn = { type: 'fact.withdrawn', id: 'w1', at, fact: 'd1', note: '误点' } as Fact;
    expect(examine(decision(), { ...one, facts: [...before.facts, withdrawn] }).codes).toEqual([]);
  });

  it('about an incident that was merged since stands for the one that it now is, as long as the merge does', () => {
    const merges = [
      { type: 'incident.merged', id: 'm1', at, incident: 'I7', into: 'I5' },
      { type: 'incident.merged', id: 'm2', at, incident: 'I5', into: 'I1' },
    ] as Fact[];
    const facts = [stood('waived', 'd1', 'head', { subject: 'I7' }), ...merges];
    expect(examine(decision(), { ...one, facts }).codes).toEqual(['BILLING.DECIDED_TWICE outcome']);
    const withdrawn = { type: 'fact.withdrawn', id: 'w1', at, fact: 'm2', note: '并错' } as Fact;
    expect(examine(decision(), { ...one, facts: [...facts, withdrawn] }).codes).toEqual([]);
  });

  it('whose sum is another by now is taken again, and its vendor may dispute what was confirmed', () => {
    const review = { decision: 'd1', was: '2084.00', steps: [], facts: [] };
    const given = { outcome: { deductions: [line({ decision: 'confirmed', review })] } };
    expect(examine(decision(), { ...given, facts: [stood('confirmed', 'd1')] }).codes).toEqual([]);
    expect(examine(decision(), { ...given, facts: [stood('confirmed', 'd1')] }).fact).toMatchObject({
      basis: { computed: '4168.00', steps: [] },
    });
    const disputed = [stood('disputed', 'd0', 'vendor'), stood('confirmed', 'd1')];
    const dispute = decision({ outcome: 'disputed', note: '数额已变' });
    expect(examine(dispute, { ...given, side: 'vendor', facts: disputed }).codes).toEqual([]);
    expect(examine(dispute, { ...given, side: 'vendor', facts: [stood('waived', 'd1')] }).codes).toEqual([
      'BILLING.DECIDED_TWICE outcome',
    ]);
  });

  it('waits for the vendor’s reply where the house says so: earlier only with a reason, or once the vendor has replied', () => {
    const fresh = { ...one, replyDays: 5 };
    expect(examine(decision(), fresh).codes).toEqual(['BILLING.REASON_NEEDED note']);
    expect(examine(decision(), fresh).faults[0]?.zh).toContain('本院规定的乙方答复期（5 天）未满');
    expect(examine(decision({ note: '双方当面确认' }), fresh).codes).toEqual([]);
    expect(examine(decision({ outcome: 'waived', note: '停诊' }), fresh).codes).toEqual([]);
    const old = { deductions: [line()] };
    expect(examine(decision(), { ...fresh, before: old }).codes).toEqual([]);
    const other = { deductions: [line({ computed: '2084.00' })] };
    expect(examine(decision(), { ...fresh, before: other }).codes).toEqual(['BILLING.REASON_NEEDED note']);
    expect(examine(decision(), one).codes).toEqual([]);
  });

  it('on the same state of a line has the same key, on another one another', () => {
    const first = examine(decision(), one).onceKey;
    expect(examine(decision({ outcome: 'waived', note: 'x' }), one).onceKey).toBe(first);
    expect(examine(decision(), { ...one, facts: [stood('disputed', 'd1', 'vendor')] }).onceKey).not.toBe(first);
  });

  it('is the hospital’s; the vendor disputes what is proposed or confirmed, once, with its statement', () => {
    const dispute = decision({ outcome: 'disputed', note: '已按时响应' });
    const asVendor = { ...one, side: 'vendor' as const };
    expect(examine(dispute, asVendor).codes).toEqual([]);
    expect(examine(dispute, { ...asVendor, facts: [stood('confirmed', 'd1')] }).codes).toEqual([]);
    expect(examine(dispute, { ...asVendor, facts: [stood('waived', 'd1')] }).codes).toEqual([
      'BILLING.DECIDED_TWICE outcome',
    ]);
    const heard = [stood('disputed', 'd1', 'vendor'), stood('confirmed', 'd2', 'finance', { note: '有录音' })];
    expect(examine(dispute, { ...asVendor, facts: heard }).codes).toEqual(['BILLING.DECIDED_TWICE outcome']);
    expect(examine(decision({ outcome: 'disputed' }), asVendor).codes).toEqual(['BILLING.REASON_NEEDED note']);
    expect(examine(decision(), asVendor).codes).toContain('BILLING.DISPUTE_ONLY outcome');
    expect(examine(dispute, one).codes).toEqual(['BILLING.DISPUTE_ONLY outcome']);
  });

  it('after a dispute needs a reason', () => {
    const disputed = { ...one, facts: [stood('disputed', 'd1', 'vendor')] };
    expect(examine(decision(), disputed).codes).toEqual(['BILLING.REASON_NEEDED note']);
    expect(examine(decision({ note: '有录音' }), disputed).codes).toEqual([]);
  });
});

describe('a payment', () => {
  const payment = (status: PaymentRecord['status'], net: string | null = '833600.00'): Given => ({
    outcome: {
      payments: [
        {
          payment: 'P1',
          clause: 'BY-3-PAY1',
          gross: net,
          deducted: '0.00',
          net,
          undecided: '0.00',
          dueOn: null,
          status,
          gates: [],
        },
      ],
    },
  });
  const made = (amount = '833600.00', note?: string): RecordableFact => ({
    type: 'payment.made',
    payment: 'P1',
    amount,
    note,
  });

  it.each(['eligible', 'overdue'] as const)('that is %s is made at its net amount without a word', (status) => {
    expect(examine(made(), payment(status)).codes).toEqual([]);
    expect(examine(made('833599.99'), payment(status)).codes).toEqual(['BILLING.REASON_NEEDED note']);
    expect(examine(made('833599.99', '尾款另付'), payment(status)).codes).toEqual([]);
  });
  it.each(['held', 'not-yet', 'suspended', 'forfeited'] as const)('that is %s is made with a reason', (status) => {
    expect(examine(made(), payment(status)).codes).toEqual(['BILLING.REASON_NEEDED note']);
    expect(examine(made('833600.00', '院长办公会决定'), payment(status)).codes).toEqual([]);
  });
  it('that is paid is not paid again, also not with a reason', () => {
    const facts = [{ ...made(), id: 'm1', at } as Fact];
    expect(examine(made('833600.00', '再付'), { ...payment('paid'), facts }).codes).toEqual([
      'BILLING.PAID_TWICE type',
    ]);
  });
  it('in parts: each part has a key of its own, made of the part before', () => {
    const facts = [{ ...made('100.00', '首笔'), id: 'm1', at } as Fact];
    const first = examine(made('100.00', '首笔'), payment('eligible'));
    const next = examine(made('200.00', '次笔'), { ...payment('eligible'), facts });
    expect(next.codes).toEqual([]);
    expect(next.onceKey).not.toBe(first.onceKey);
  });
  it.each(['P2', 'P9'])('of another name, %s, is none of the contract’s', (name) => {
    expect(examine({ type: 'invoice.received', payment: name, amount: '1.00' }, payment('held')).codes).toEqual([
      'BILLING.PAYMENT_UNKNOWN payment',
    ]);
  });
});

describe('an acceptance', () => {
  const acceptance = (criteriaMet: boolean | null): Given => ({
    outcome: {
      acceptances: [
        {
          year: 1,
          clause: 'BY-2-ANNUAL',
          applyBy: null,
          holdBy: null,
          criteriaMet,
          status: 'applied',
        } as AcceptanceRecord,
      ],
    },
  });
  const held = (passed: boolean, note?: string): RecordableFact => ({ type: 'acceptance.held', year: 1, passed, note });

  it.each([
    [true, false, ['BILLING.REASON_NEEDED note']],
    [false, true, ['BILLING.REASON_NEEDED note']],
    [true, true, []],
    [false, false, []],
    [true, null, []],
    [false, null, []],
  ])('ruled passed=%s where the criteria are met=%s', (passed, criteriaMet, codes) => {
    expect(examine(held(passed), acceptance(criteriaMet)).codes).toEqual(codes);
    expect(examine(held(passed, '见会议纪要'), acceptance(criteriaMet)).codes).toEqual([]);
  });
  it('is repeated only after it failed', () => {
    const again: RecordableFact = { type: 'acceptance.reapplied', year: 1 };
    const failed = { ...held(false), id: 'h', at } as Fact;
    const passed = { ...held(true), id: 'h', at } as Fact;
    expect(examine(again, acceptance(null)).codes).toEqual(['RECORD.TOO_EARLY type']);
    expect(examine(again, { ...acceptance(null), facts: [passed] }).codes).toEqual(['RECORD.TOO_EARLY type']);
    expect(examine(again, { ...acceptance(null), facts: [failed] }).codes).toEqual([]);
  });
  it('BY-V-APPLY10WD: is applied for with documents missing, which the answer names', () => {
    const applied: RecordableFact = { type: 'acceptance.applied', year: 1 };
    const registered = {
      type: 'contract.registered',
      id: 'c',
      at: '2025-01-01T00:00:00+08:00',
      parameters: { signedOn: '2025-01-01', startsOn: '2025-01-01', endsOn: '2027-12-31' },
    } as Fact;
    const report = { type: 'document.filed', id: 'd', at, document: 'annual-report', about: 'year-1' } as Fact;
    const missing = (facts: Fact[]) =>
      (examine(applied, { ...acceptance(null), facts }).told?.['missing'] as { document: string }[]).map(
        ({ document }) => document,
      );
    expect(examine(applied, acceptance(null)).codes).toEqual([]);
    expect(missing([registered])).toEqual(['annual-report', 'demand-list', 'security-statement']);
    expect(missing([registered, report])).toEqual(['demand-list', 'security-statement']);
    expect(examine({ type: 'acceptance.notified', year: 1 }, acceptance(null)).told).toBeUndefined();
  });
  it('is of a year that the contract has', () => {
    expect(examine({ type: 'acceptance.applied', year: 4 }, acceptance(null)).codes).toEqual([
      'BILLING.YEAR_UNKNOWN year',
    ]);
  });
});

describe('a right', () => {
  const right = (holder: Side, clause = 'BY-8-TERM') =>
    ({ clause, right: 'terminate', holder, since: at, because: [], exercisedAt: null }) as RightRecord;
  const exercised: RecordableFact = { type: 'right.exercised', right: 'terminate' };
  it('is exercised by its holder under its clause', () => {
    expect(examine(exercised, { outcome: { rights: [right('hospital')] } })).toMatchObject({
      codes: [],
      fact: { clause: 'BY-8-TERM' },
    });
    expect(examine(exercised, { outcome: { rights: [right('vendor')] } }).codes).toEqual([
      'BILLING.RIGHT_NOT_YOURS right',
    ]);
    expect(examine(exercised).codes).toEqual(['BILLING.RIGHT_UNKNOWN right']);
    const two = [right('hospital'), right('hospital', 'BY-3-SUSP')];
    expect(examine(exercised, { outcome: { rights: two } }).codes).toEqual(['BILLING.CLAUSE_NEEDED clause']);
  });
});

describe('a right that has arisen', () => {
  const right = (more: Partial<RightRecord> = {}): RightRecord => ({
    clause: 'BY-8-TERM',
    right: 'terminate',
    holder: 'hospital',
    since: at,
    because: [],
    exercisedAt: null,
    ...more,
  });
  const letGo = (note = '双方协商继续履行'): RecordableFact => ({ type: 'right.let-go', right: 'terminate', note });
  const given = (...rights: RightRecord[]) => ({ outcome: { rights } });
  it('is let go by its holder with a reason', () => {
    expect(examine(letGo(), given(right()))).toMatchObject({ codes: [], fact: { clause: 'BY-8-TERM' } });
    expect(examine(letGo(' '), given(right())).codes).toEqual(['BILLING.REASON_NEEDED note']);
    expect(examine(letGo(), given(right({ holder: 'vendor' }))).codes).toEqual(['BILLING.RIGHT_NOT_YOURS right']);
  });
  it('is settled once: let go it is exercised no more, exercised it is not let go; what arose later is a right anew', () => {
    const gone = right({ letGoAt: at });
    expect(examine({ type: 'right.exercised', right: 'terminate' }, given(gone)).codes).toEqual([
      'BILLING.RIGHT_SETTLED right',
    ]);
    expect(examine(letGo(), given(right({ exercisedAt: at }))).codes).toEqual(['BILLING.RIGHT_SETTLED right']);
    const anew = right({ since: '2026-07-02T09:00:00+08:00' });
    expect(examine(letGo(), given(gone, anew)).codes).toEqual([]);
    expect(examine(letGo(), given(gone, anew)).onceKey).not.toBe(examine(letGo(), given(right())).onceKey);
  });
});

describe('the contract itself', () => {
  const published = (holidays: string[]): RecordableFact => ({
    type: 'calendar.published',
    year: 2027,
    holidays,
    workdays: [],
  });
  it('knows its clauses and readings', () => {
    expect(examine({ type: 'breach.ruled', clause: 'BY-8-GEN' }).codes).toEqual([]);
    expect(examine({ type: 'breach.ruled', clause: 'HP-9.1-ASSESS6M' }).codes).toEqual([
      'BILLING.CLAUSE_UNKNOWN clause',
    ]);
    expect(examine({ type: 'reading.chosen', reading: 'no.such', value: 'x' }).codes).toEqual([
      'BILLING.READING_UNKNOWN reading',
    ]);
    expect(examine({ type: 'reading.chosen', reading: 'term.end', value: 'no-such' }).codes).toEqual([
      'BILLING.READING_UNKNOWN value',
    ]);
  });
  it('takes the days of a year that lie in it', () => {
    expect(examine(published(['2027-01-01', '2027-12-31'])).codes).toEqual([]);
    expect(examine(published(['2026-12-31', '2028-01-01'])).codes).toEqual(['RECORD.PERIOD_UNKNOWN holidays']);
  });
  it('takes an amendment that can be computed with', () => {
    const amended = (changes: Record<string, unknown>): RecordableFact => ({
      type: 'contract.amended',
      effectiveOn: '2026-08-01',
      changes,
    });
    expect(examine(amended({ parameters: { endsOn: '2027-12-31' } })).codes).toEqual([]);
    expect(examine(amended({ parameters: { endsOn: null } })).codes).toEqual([]);
    expect(examine(amended({ parameters: { endsOn: 'soon' } })).codes).toEqual(['BILLING.AMENDMENT_INVALID changes']);
    expect(examine(amended({})).codes).toEqual(['BILLING.AMENDMENT_INVALID changes']);
    expect(examine(amended({ terms: { payments: 'none' } })).codes).toEqual(['BILLING.AMENDMENT_INVALID changes']);
  });
  it('scores the lines of its card in the periods it assesses', () => {
    const noted = (more: object): RecordableFact => ({
      type: 'scorecard.noted',
      clause: 'HP-S-2.2-S2',
      period: '2026-H1',
      ...more,
    });
    const given: Given = {
      contract: 'huangpu',
      outcome: { duties: [{ clause: 'HP-9.1-ASSESS6M', period: '2026-H1', doneAt: null, status: 'due' }] },
    };
    expect(examine(noted({}), given).codes).toEqual([]);
    expect(examine(noted({ times: 0 }), given).codes).toHaveLength(1);
    expect(examine(noted({ times: 0, note: '医院自行停电' }), given).codes).toEqual([]);
    expect(examine(noted({ period: '2026-H3' }), given).codes).toEqual(['RECORD.PERIOD_UNKNOWN period']);
    expect(examine(noted({ clause: 'HP-9.1-ASSESS6M' }), given).codes).toEqual(['BILLING.CLAUSE_UNKNOWN clause']);
  });
});
