import type { PaymentFigures, PeriodFigures, StatementLine } from '@weibao/exchange';
import type { StatementHead } from './statement.js';

// A statement for the specs of this library: the first payment of a contract of 4,168,000 yuan, held until its acceptance, with two receivables.

export const givenLine = (change: Partial<StatementLine> = {}): StatementLine => ({
  clause: 'BY-8-GEN',
  subject: 'F-2026-0312',
  breach: 'responded',
  payer: 'vendor',
  computed: '4168.00',
  payable: '4168.00',
  decision: 'proposed',
  steps: [
    { label: 'base', inputs: { base: 'total' }, result: '4168000.00', clause: 'BY-8-GEN' },
    { label: 'share', inputs: { share: '1/1000' }, result: '4168.00', clause: 'BY-8-GEN' },
  ],
  payment: null,
  decisions: [],
  ...change,
});

export const givenFigures = (change: Partial<PaymentFigures> = {}): PaymentFigures => ({
  payment: {
    payment: 'P1',
    clause: 'BY-3-PAY1',
    gross: '833600.00',
    deducted: '0.00',
    net: '833600.00',
    undecided: '0.00',
    dueOn: null,
    status: 'held',
    gates: [
      {
        gate: 'acceptance',
        clause: 'BY-V-PASS',
        open: null,
        because: '第 1 年度验收尚未通过',
        becauseEn: 'not accepted yet',
        year: 1,
      },
    ],
  },
  deductions: [],
  receivables: [givenLine()],
  caps: [],
  acceptances: [
    { year: 1, clause: 'BY-2-ANNUAL', applyBy: '2026-10-22', holdBy: null, criteriaMet: null, status: 'applied' },
  ],
  metrics: [
    {
      clause: 'BY-V-OBJ3',
      period: 'year-1',
      value: '98.1',
      threshold: '100',
      final: true,
      status: 'missed',
      unit: 'percent',
      titleZh: '计划任务完成率',
      titleEn: 'Planned tasks done and signed',
    },
  ],
  scores: [],
  entries: [],
  readings: [
    {
      ambiguity: 'B-9',
      clause: 'BY-8-MAJ1',
      reading: 'service-year',
      zh: '次数按哪种年度累计',
      defaultZh: '按服务年度',
    },
  ],
  clauses: { 'BY-8-GEN': '八、2(1)', 'BY-V-PASS': '五、2(3)', 'BY-3-PAY1': '三、2(1)' },
  ...change,
});

/** The same of a service year: that payment, a late response owed beside it, and no money moved. */
export const givenPeriod = (change: Partial<PeriodFigures> = {}): PeriodFigures => {
  const { payment, ...rest } = givenFigures();
  return {
    period: { period: 'year-1', firstOn: '2025-10-20', lastOn: '2026-10-19', ended: true },
    payments: [payment],
    sums: {
      gross: '833600.00',
      deducted: '0.00',
      net: '833600.00',
      undecided: '0.00',
      paid: '0.00',
      vendorOwes: '4168.00',
      hospitalOwes: '0.00',
    },
    ...rest,
    ...change,
  };
};

export const givenHead = (change: Partial<StatementHead> = {}): StatementHead => ({
  contract: 'bayannur-emr',
  pattern: 'bayannur-emr',
  nameZh: '电子病历一体化维保',
  nameEn: 'EMR maintenance',
  statement: '2026-001',
  issuedAt: '2026-11-20T14:26:00+08:00',
  issuedBy: { account: 'finance', organisation: 'demo-hospital' },
  parties: [
    { organisation: 'demo-hospital', part: 'customer' },
    { organisation: 'demo-vendor', part: 'vendor' },
  ],
  previous: null,
  asOf: '2026-11-20T14:26:00+08:00',
  heads: { billing: { position: 3, hash: 'ab'.repeat(32) }, incident: { position: 12, hash: 'cd'.repeat(32) } },
  versions: { terms: 'bayannur-emr 1', calendar: '2026', engine: '0.1.0', termsSha256: 'ef'.repeat(32) },
  ...change,
});

export const sha256 = '9f3c'.repeat(16);
