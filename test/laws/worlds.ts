import type { Pattern } from '@weibao/contract-terms';
import type { Parameters } from '@weibao/exchange';

export interface World {
  from: number;
  days: number;
  parameters: Parameters;
  systems: string[];
  clauses: { score: string[]; ruled: string[]; lost: string[] };
  amended: { terms?: object; parameters?: object }[];
  /** Kinds by which the further facts of a history are filled in. */
  further: Record<
    | 'score'
    | 'ruled'
    | 'decided'
    | 'documents'
    | 'inspections'
    | 'duties'
    | 'notices'
    | 'approvals'
    | 'rights'
    | 'periods',
    string[]
  >;
}

const start = (text: string): number => Date.parse(`${text}T00:00:00+08:00`);

/** Where each contract's random histories lie, and what they may speak of. */
export const worlds: Record<Pattern, World> = {
  huangpu: {
    from: start('2026-01-01'),
    days: 420,
    parameters: {
      signedOn: '2026-01-01',
      startsOn: '2026-01-01',
      endsOn: '2026-12-31',
      total: '50000.00',
      annualFee: '50000.00',
      settlement: 'half-year',
      share: '50%',
    },
    systems: ['检验系统'],
    clauses: {
      score: ['HP-S-2.2-S1', 'HP-S-2.3', 'HP-S-1.2b', 'HP-S-4.1'],
      ruled: ['HP-8.4-LEAK', 'HP-8.5-IP'],
      lost: ['HP-7.3-REPL', 'HP-8.6-COST'],
    },
    amended: [
      { parameters: { total: '60000.00', annualFee: '60000.00' } },
      { parameters: { settlement: 'quarter', share: '25%' } },
      { parameters: { readings: { 'hp.arrlate': 'started' } } },
    ],
    further: {
      score: ['HP-S-1.1a', 'HP-S-2.1b', 'HP-S-2.2-S2', 'HP-S-2.2-S4', 'HP-S-3.2a', 'HP-S-5a', 'HP-S-6'],
      ruled: ['HP-7.2-GROSS', 'HP-S-1.1c', 'HP-8.4-LEAK'],
      decided: ['HP-3.2-ARRLATE', 'HP-7.2-COMP1', 'HP-7.2-COMP3', 'HP-9.2-B', 'HP-9.2-C'],
      documents: ['dr-plan', 'technical-plan', 'archive', 'rectification-report', 'purchase-record', 'contract'],
      inspections: ['quarterly', 'server-remote'],
      duties: ['emergency-review'],
      notices: ['rectification', 'assessment-result', 'force-majeure'],
      approvals: ['staff-change', 'remote-session'],
      rights: ['replace-vendor', 'terminate'],
      periods: ['2026-H1', '2026-H2', '2026-Q1', '2026-Q2', '2026-Q3'],
    },
  },
  'jiahe-icu': {
    from: start('2026-02-09'),
    days: 400,
    parameters: {
      signedOn: '2026-02-09',
      startsOn: '2026-02-09',
      endsOn: '2027-02-08',
      total: '120000.00',
      annualFee: '120000.00',
      settlement: 'quarter',
      share: '25%',
    },
    systems: ['嘉和重症系统'],
    clauses: { score: [], ruled: ['JH-3.3-OVERTIME'], lost: ['JH-1.9.2-CONF'] },
    amended: [
      { parameters: { total: '150000.00' } },
      { parameters: { settlement: 'half-year', share: '50%' } },
      { terms: { duties: [], counters: [] } },
    ],
    further: {
      score: [],
      ruled: ['JH-3.3-OVERTIME', 'JH-3.2-RECT'],
      decided: ['JH-3.3-OVERTIME', 'JH-1.9.2-CONF'],
      documents: ['backup-scheme', 'interface-document', 'operations-manual', 'risk-assessment', 'test-report'],
      inspections: ['onsite', 'online'],
      duties: ['joint-check', 'risk-assessment', 'rectification', 'management-training'],
      notices: ['demand'],
      approvals: ['staff-change', 'remote-session', 'release', 'data-change'],
      rights: ['terminate', 'fee-reduction'],
      periods: ['year-1-Q1', 'year-1-Q2', 'year-1-Q3', 'year-1-Q4'],
    },
  },
  'bayannur-emr': {
    from: start('2024-10-01'),
    days: 1200,
    parameters: {
      signedOn: '2024-10-01',
      workingHours: [
        ['09:00', '12:00'],
        ['14:00', '18:00'],
      ],
      coreSystems: ['一体化电子病历系统', '微小化HIS系统'],
    },
    systems: ['一体化电子病历系统', '微小化HIS系统', '统一预约系统'],
    clauses: { score: [], ruled: ['BY-8-GEN', 'BY-8-DELAY', 'BY-8-MAJ2'], lost: ['BY-8-LOSS'] },
    amended: [
      { terms: { bases: { total: { yuan: '5000000.00' } } } },
      { terms: { counters: [], rights: [] } },
      { parameters: { workingHours: [['08:00', '17:00']], readings: { 'by.gen_unit': 'per-root-cause' } } },
    ],
    further: {
      score: [],
      ruled: ['BY-8-MAJ5', 'BY-8-MAJ9', 'BY-V-OBJ2', 'BY-8-GEN'],
      decided: ['BY-8-GEN', 'BY-8-DELAY', 'BY-8-LOSS', 'BY-8-MAJ1'],
      documents: ['risk-plan', 'training-plan', 'cure-plan', 'annual-report', 'implementation-plan'],
      inspections: ['monthly', 'holiday', 'event'],
      duties: ['inspection', 'drill', 'quarterly-maintenance', 'follow-up-call', 'error-fix', 'meeting'],
      notices: ['demand', 'force-majeure'],
      approvals: ['staff-change'],
      rights: ['suspend-payment', 'terminate', 'licence'],
      periods: ['year-1', 'year-2'],
    },
  },
  'tacheng-ops': {
    from: start('2024-11-18'),
    days: 420,
    parameters: {},
    systems: ['熙云开发平台'],
    clauses: { score: [], ruled: [], lost: ['TC-8.2-CAP', 'TC-8.1-STOP'] },
    amended: [{ terms: { bases: { annual: { yuan: '60000.00' } } } }, { terms: { notices: [] } }],
    further: {
      score: [],
      ruled: ['TC-8.2-CAP'],
      decided: ['TC-8.2-CAP', 'TC-8.1-STOP'],
      documents: ['destruction-confirmation', 'breach-stopped'],
      inspections: ['onsite'],
      duties: ['follow-up', 'routine-maintenance', 'improvement', 'hospital-backup'],
      notices: ['return-request', 'correction', 'negotiation', 'dispute', 'renewal-enquiry', 'force-majeure'],
      approvals: ['data-change'],
      rights: ['arbitrate'],
      periods: ['2025-01'],
    },
  },
  'liyang-smart-health': {
    from: start('2022-07-20'),
    days: 600,
    parameters: { workingHours: [['08:30', '17:30']] },
    systems: ['区域心电软件系统', '病案管理软件系统'],
    clauses: { score: [], ruled: ['LY-7.2-DELAY', 'LY-A5.5.2-1', 'LY-A5.5.2-3'], lost: ['LY-7.4-DATA'] },
    amended: [
      { terms: { bases: { total: { yuan: '500000.00' } } } },
      { terms: { payments: [], penalties: [] } },
      { parameters: { readings: { 'ly.repeat': 'linear' } } },
    ],
    further: {
      score: [],
      ruled: ['LY-A5.5.2-2', 'LY-7.4-DATA', 'LY-A5.5.2-1'],
      decided: ['LY-A5.3-LV1', 'LY-A5.3-LV2', 'LY-A5.4.4-2', 'LY-7.2-DELAY', 'LY-7.3-HLATE'],
      documents: ['om-rules', 'emergency-plan', 'staff-table', 'fm-proof', 'extension-contract', 'repayment-record'],
      inspections: ['quarterly', 'cloud', 'video'],
      duties: ['meeting'],
      notices: ['non-renewal', 'indemnity-claim', 'renewal-reminder', 'renewal-talks', 'force-majeure'],
      approvals: ['leave', 'data-change'],
      rights: ['terminate', 'vendor-terminate', 'replace-staff', 'dismiss-staff'],
      periods: ['2022-09', '2022-10', 'year-1'],
    },
  },
};
