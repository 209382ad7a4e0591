import type { Language } from './language.js';

/** What a figure may lack, by the name that its record gives: a kind of fact, a blank of the contract, a ruling. */
const zh = {
  'parameters.annualFee': '年服务费（合同未填）',
  'parameters.coreSystems': '核心系统名单（合同未填）',
  'parameters.settlement': '结算周期（合同未填）',
  'parameters.share': '付款比例（合同未填）',
  'parameters.total': '合同总额（合同未填）',
  'parameters.workingHours': '工作时间（合同未填）',
  'assessment.held': '考核记录',
  'backup.finished': '备份记录',
  'breach.ruled.days': '认定的天数',
  'deduction.decided': '处理决定',
  'defect.confirmed': '缺陷记录',
  'demand.agreed': '需求记录',
  'incident.caused': '故障原因',
  'incident.graded': '故障定级',
  'incident.reported': '故障记录',
  'incident.subsystem': '故障所属子系统',
  'inspection.areas': '巡检查看的项目',
  'inspection.ended': '巡检记录',
  'loss.claimed.amount': '主张的金额',
  'monitoring.gap': '监测记录',
  'outage.started': '停机记录',
  'payment.made': '付款记录',
  'restore.tested': '恢复测试记录',
  ruling: '双方认定',
  'security-task.ordered': '安全任务记录',
  'survey.returned': '满意度调查',
  threshold: '合格线（合同未定）',
} as Record<string, string>;

const en: typeof zh = {
  'parameters.annualFee': 'the annual fee (blank in the contract)',
  'parameters.coreSystems': 'the core systems (blank in the contract)',
  'parameters.settlement': 'the settlement cycle (blank in the contract)',
  'parameters.share': 'the share (blank in the contract)',
  'parameters.total': 'the total (blank in the contract)',
  'parameters.workingHours': 'working hours (blank in the contract)',
  'assessment.held': 'an assessment',
  'backup.finished': 'a record of backups',
  'breach.ruled.days': 'the days that were ruled',
  'deduction.decided': 'a decision',
  'defect.confirmed': 'a record of defects',
  'demand.agreed': 'a record of demands',
  'incident.caused': 'the cause of an incident',
  'incident.graded': 'the level of an incident',
  'incident.reported': 'a record of incidents',
  'incident.subsystem': 'the subsystem of an incident',
  'inspection.areas': 'what the inspection looked at',
  'inspection.ended': 'a record of inspections',
  'loss.claimed.amount': 'the amount claimed',
  'monitoring.gap': 'a record of monitoring',
  'outage.started': 'a record of outages',
  'payment.made': 'a payment',
  'restore.tested': 'a record of restore tests',
  ruling: 'a ruling',
  'security-task.ordered': 'a record of security tasks',
  'survey.returned': 'survey answers',
  threshold: 'a pass mark (the contract sets none)',
};
export const missingWords = { zh, en };

/** What is missing, in a line; a name that nobody has worded yet stands as it is. */
export const missingText = (names: readonly string[], language: Language): string =>
  names.map((name) => missingWords[language][name] ?? name).join(language === 'zh' ? '、' : ', ');
