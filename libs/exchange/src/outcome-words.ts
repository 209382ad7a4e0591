import type { DeductionRecord, GateRecord, PaymentStatus } from './outcome.js';

interface OutcomeWords {
  /** What was missed, by the `breach` of a deduction. */
  breaches: Record<string, string>;
  gates: Record<string, string>;
  payments: Record<PaymentStatus, string>;
  decisions: Record<DeductionRecord['decision'], string>;
  gate: Record<'open' | 'closed' | 'unknown', string>;
}

/** The words of an outcome's states, once for pages and papers. A breach or gate that is not listed stands by its own name. */
const zh: OutcomeWords = {
  breaches: {
    'inspection-report': '巡检报告未按时',
    'annual-report': '年度运维报告未按时',
    'fault-report': '故障报告未按时',
    monthly: '月度巡检未完成',
    quarterly: '季度巡检未完成',
    'quarterly-maintenance': '季度维护未完成',
    holiday: '节假日巡检未完成',
    event: '责任事件',
    responded: '响应超时',
    arrived: '到场超时',
    restored: '恢复超时',
    resolved: '解决超时',
    answered: '反馈超时',
    delivered: '交付超时',
    score: '考核扣分',
    payment: '逾期付款',
    loss: '损失',
    rectification: '整改未按时',
    standing: '常设资料不齐',
    retention: '备份保存不足',
    'all-stages': '各项时限均超时',
    'acceptance.applied': '验收申请未按时',
  },
  gates: {
    acceptance: '年度验收合格',
    'annual-report': '年度运维报告',
    'no-major-breach': '无重大违约',
    invoice: '等额合规发票',
    'purchase-record': '采购记录',
    contract: '合同文本',
    'acceptance-form': '验收单',
    assessment: '考核',
  },
  payments: {
    paid: '已付',
    eligible: '可付',
    overdue: '应付已逾期',
    held: '暂不可付',
    suspended: '暂停支付',
    forfeited: '不再支付',
    'not-yet': '未到',
  },
  decisions: { proposed: '待决定', confirmed: '已确认', waived: '已免除', disputed: '乙方有异议' },
  gate: { open: '已满足', closed: '未满足', unknown: '待定' },
};

const en: OutcomeWords = {
  breaches: {
    'inspection-report': 'Inspection report late',
    'annual-report': 'Annual report late',
    'fault-report': 'Fault report late',
    monthly: 'Monthly inspection not done',
    quarterly: 'Quarterly inspection not done',
    'quarterly-maintenance': 'Quarterly maintenance not done',
    holiday: 'Holiday inspection not done',
    event: 'Event on the vendor’s account',
    responded: 'Response late',
    arrived: 'Arrival late',
    restored: 'Restoration late',
    resolved: 'Resolution late',
    answered: 'Feedback late',
    delivered: 'Delivery late',
    score: 'Points lost in assessment',
    payment: 'Payment late',
    loss: 'Loss',
    rectification: 'Rectification late',
    standing: 'Standing documents missing',
    retention: 'Backups kept too short',
    'all-stages': 'All stages late',
    'acceptance.applied': 'Application for acceptance late',
  },
  gates: {
    acceptance: 'Annual acceptance passed',
    'annual-report': 'Annual report',
    'no-major-breach': 'No major breach',
    invoice: 'Invoice of the right amount',
    'purchase-record': 'Purchase record',
    contract: 'Contract',
    'acceptance-form': 'Acceptance form',
    assessment: 'Assessment',
  },
  payments: {
    paid: 'Paid',
    eligible: 'Payable',
    overdue: 'Payment overdue',
    held: 'Not payable yet',
    suspended: 'Suspended',
    forfeited: 'Forfeited',
    'not-yet': 'Not yet',
  },
  decisions: { proposed: 'to be decided', confirmed: 'confirmed', waived: 'waived', disputed: 'vendor disputes' },
  gate: { open: 'fulfilled', closed: 'not fulfilled', unknown: 'open question' },
};

export const outcomeWords: Record<'zh' | 'en', OutcomeWords> = { zh, en };
export const gateStateOf = ({ open }: Pick<GateRecord, 'open'>): 'open' | 'closed' | 'unknown' =>
  open === null ? 'unknown' : open ? 'open' : 'closed';
