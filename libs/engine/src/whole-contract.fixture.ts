import { parseTerms, type Terms } from '@weibao/contract-terms';

// A contract that Weibao has never seen, whole: what a hospital would put into three files. Nothing in the engine knows it.
const texts: Record<string, [zh: string, en: string, kind: string, service: string]> = {
  'XX-1-TERM': ['服务期为2026年。', 'The year 2026', 'computed', 'billing'],
  'XX-2-FEE': ['年费十万元。', 'Annual fee', 'computed', 'billing'],
  'XX-3-L1': ['一级：停机。', 'Level 1: down', 'computed', 'incident'],
  'XX-3-RESP': ['一级二十分钟内响应。', 'Level 1: response within 20 minutes', 'computed', 'incident'],
  'XX-4-FINE': ['每次超时扣年费的百分之一。', 'One per cent a miss', 'computed', 'billing'],
  'XX-4-CAP': ['扣款以年费的百分之五为限。', 'Capped at five per cent', 'computed', 'billing'],
  'XX-5-PAY': ['每半年付年费的百分之四十五。', '45 per cent a half-year', 'gate', 'billing'],
  'XX-5-LAST': ['验收合格后付百分之十。', 'The last tenth once accepted', 'gate', 'billing'],
  'XX-6-INSPQ': ['每季度巡检一次。', 'An inspection a quarter', 'scheduled', 'inspection'],
  'XX-6-REPORT': ['巡检后五个工作日内交报告。', 'Its report within 5 working days', 'scheduled', 'inspection'],
  'XX-6-FINE': ['少检一次扣五百元。', '500 for an inspection left out', 'computed', 'billing'],
  'XX-6-BACKUP': ['每日完整备份。', 'A full backup a day', 'scheduled', 'inspection'],
  'XX-6-MANUAL': ['十个工作日内交操作手册。', 'A manual within 10 working days', 'scheduled', 'inspection'],
  'XX-7-ONTIME': ['响应及时率不低于百分之九十。', 'Nine responses of ten in time', 'computed', 'billing'],
  'XX-7-SURVEY': ['满意度不低于八十五分。', 'Satisfaction of 85 points', 'computed', 'billing'],
  'XX-8-CARD': ['每半年按评分表考核，从一百分扣起。', 'A scorecard a half-year', 'computed', 'billing'],
  'XX-8-DOWN': ['停机一次扣二十五分。', '25 points a stop', 'computed', 'billing'],
  'XX-8-LATE': ['迟到一次扣二分。', '2 points a delay', 'computed', 'billing'],
  'XX-8-A': ['八十五分及以上，继续。', 'From 85: goes on', 'computed', 'billing'],
  'XX-8-B': ['七十分及以上，每低于八十五分一分扣五百元。', 'From 70: 500 a point below 85', 'computed', 'billing'],
  'XX-8-C': ['不足七十分，可以解除。', 'Below 70: may be terminated', 'computed', 'billing'],
  'XX-9-ACC': ['年度验收。', 'Yearly acceptance', 'gate', 'billing'],
  'XX-9-APPLY': ['期满十个工作日内申请。', 'Applied for within 10 working days', 'scheduled', 'billing'],
  'XX-9-HOLD': ['二十日内组织。', 'Held within 20 days', 'scheduled', 'billing'],
  'XX-9-RECT': ['十五个工作日内整改。', 'Mended within 15 working days', 'scheduled', 'billing'],
  'XX-11-RENEW': ['期满三十日前征询续约。', 'Renewal asked 30 days before', 'scheduled', 'billing'],
  'XX-12-FM': ['不可抗力：三日内通知，期限顺延。', 'Force majeure: told in 3 days, dates move', 'scheduled', 'billing'],
};
const clauses = Object.entries(texts).map(([id, [zh, en, kind, service]]) => ({
  ...{ id, place: id.slice(3), zh, en, kind, service },
}));

const names = (zh: string, en: string) => ({ titleZh: zh, titleEn: en });
const data = {
  ...{
    contract: 'sixth',
    version: '1',
    nameZh: '第六份合同',
    nameEn: 'A sixth contract',
    prefix: 'XX',
    scope: 'listed',
  },
  term: { clause: 'XX-1-TERM', startsOn: '2026-01-01', endsOn: '2026-12-31' },
  bases: { annual: { clause: 'XX-2-FEE', yuan: '100000.00' } },
  settlement: { clause: 'XX-5-PAY', default: 'half-year' },
  forceMajeureStopsClocks: 'XX-12-FM',
  forceMajeureMovesDuties: 'XX-12-FM',
  systems: [{ name: '影像系统' }],
  levels: [
    { level: '1', clause: 'XX-3-L1', nameZh: '停机', nameEn: 'Down', definitionZh: '停机', definitionEn: 'Down' },
  ],
  incidentTargets: [
    {
      ...{ clause: 'XX-3-RESP', ...names('响应', 'Response'), levels: ['1'], stage: 'responded', from: 'reported' },
      ...{ limit: { minutes: 20 }, strict: false },
    },
  ],
  duties: [
    {
      ...{ kind: 'periodic', clause: 'XX-6-INSPQ', ...names('季度巡检', 'Inspection'), owedBy: 'vendor' },
      ...{ every: 'quarter', proof: { inspection: 'quarterly' }, systems: ['影像系统'] },
    },
    {
      ...{ kind: 'report', clause: 'XX-6-REPORT', ...names('巡检报告', 'Report'), owedBy: 'vendor' },
      ...{ documents: ['inspection-report'], workingDays: 5 },
    },
    {
      ...{ kind: 'backup', clause: 'XX-6-BACKUP', ...names('备份', 'Backup'), owedBy: 'vendor' },
      ...{ backup: 'full', dueDaysAfter: 0 },
    },
    {
      ...{ kind: 'once', clause: 'XX-6-MANUAL', ...names('操作手册', 'Manual'), owedBy: 'vendor' },
      ...{ from: 'term-start', limit: { workingDays: 10 }, documents: ['operation-manual'] },
    },
  ],
  metrics: [
    {
      ...{ kind: 'on-time-rate', clause: 'XX-7-ONTIME', ...names('响应及时率', 'In time'), period: 'settlement' },
      ...{ targets: ['XX-3-RESP'], threshold: '90/100' },
    },
    {
      ...{ kind: 'survey', clause: 'XX-7-SURVEY', ...names('满意度', 'Satisfaction'), period: 'year' },
      ...{ form: 'clinical', byDepartment: false, itemMax: 100, threshold: '85/1' },
    },
  ],
  scorecard: {
    ...{ clause: 'XX-8-CARD', period: 'settlement', from: 100, proposals: [] },
    lines: [
      { clause: 'XX-8-DOWN', points: '25' },
      { clause: 'XX-8-LATE', points: '2' },
    ],
    bands: [
      { clause: 'XX-8-A', from: '85', outcome: 'continue' },
      { clause: 'XX-8-B', from: '70', outcome: 'rectify' },
      { clause: 'XX-8-C', from: '0', outcome: 'may-terminate' },
    ],
  },
  acceptance: {
    ...{ years: 1, clause: 'XX-9-ACC', criteria: ['XX-7-SURVEY'] },
    apply: { clause: 'XX-9-APPLY', workingDays: 10 },
    hold: { clause: 'XX-9-HOLD', days: 20 },
    rectify: {
      ...{ clause: 'XX-9-RECT', workingDays: 15 },
      security: { clause: 'XX-9-RECT', workingDays: 7, metrics: [] },
    },
  },
  penalties: [
    {
      ...{ kind: 'incident-late', clause: 'XX-4-FINE', targets: ['XX-3-RESP'], setOff: true },
      amount: { share: '1/100', of: 'annual' },
      otherSetOff: [{ option: 'xx.setoff', value: 'receivable', setOff: false }],
      readings: ['xx.setoff'],
    },
    { kind: 'duty-missed', clause: 'XX-6-FINE', duties: ['XX-6-INSPQ'], amount: { yuan: '500.00' }, setOff: true },
    { kind: 'score-points', clause: 'XX-8-B', yuanPerPoint: '500.00', setOff: true },
  ],
  caps: [
    {
      ...{ clause: 'XX-4-CAP', penalties: ['XX-4-FINE', 'XX-8-B'], per: 'term', payer: 'vendor' },
      limit: { share: '5/100', of: 'annual' },
    },
  ],
  payments: [
    {
      ...{ payment: 'P*', clause: 'XX-5-PAY', gross: { share: '45/100', of: 'annual' } },
      ...{ milestone: { settlementEnd: true }, due: { days: 30 }, dueFromGates: ['assessment', 'invoice'] },
      gates: [
        { kind: 'assessment', clause: 'XX-8-CARD', gate: 'assessment' },
        { kind: 'invoice', clause: 'XX-5-PAY', gate: 'invoice', equals: 'net' },
      ],
    },
    {
      ...{ payment: 'LAST', clause: 'XX-5-LAST', gross: { share: '10/100', of: 'annual' } },
      ...{ milestone: { yearEnd: 1 }, due: { days: 30 }, dueFromGates: ['acceptance'] },
      gates: [{ kind: 'acceptance', clause: 'XX-9-ACC', gate: 'acceptance', year: 1 }],
    },
  ],
  rights: [{ kind: 'score-band', clause: 'XX-8-C', right: 'terminate', holder: 'hospital', endsContract: true }],
  notices: [
    {
      ...{ clause: 'XX-11-RENEW', notice: 'renewal-enquiry', ...names('征询续约', 'Renewal'), owedBy: 'vendor' },
      window: { daysBeforeEnd: 30 },
    },
    {
      ...{ clause: 'XX-12-FM', notice: 'force-majeure', ...names('不可抗力通知', 'Force majeure'), owedBy: 'either' },
      window: { after: 'force-majeure-start', limit: { days: 3 } },
    },
  ],
};

const readings = [
  {
    ...{ id: 'X-1', option: 'xx.setoff', severity: 'WARN', clauses: ['XX-4-FINE'] },
    dimensions: [{ values: ['deducted', 'receivable'], default: 'deducted' }],
    names: { deducted: { zh: '扣除', en: 'deducted' }, receivable: { zh: '另付', en: 'receivable' } },
    ...{ zh: '“扣”是否从付款中扣，没有写明。', en: 'Whether it comes off a payment is open.' },
    ...{ defaultZh: '从付款中扣除。', defaultEn: 'It comes off the payment.' },
  },
];

/** Its terms, read as those of any contract are. */
export function wholeContract(): Terms {
  const parsed = parseTerms(
    { terms: JSON.stringify(data), clauses: JSON.stringify(clauses), readings: [JSON.stringify(readings)] },
    'sixth',
  );
  if (!parsed.ok) throw new Error(parsed.faults.map((fault) => `${fault.place}: ${fault.message}`).join('\n'));
  return parsed.value;
}
