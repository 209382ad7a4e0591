/** Words of the figures that a contract promises, by the clause that promises them. */
const zh = {
  undetermined: '无法判定',
  nothingOwed: '本期没有应计的事项',
  lacks: (facts: string) => `无法判定，缺 ${facts}`,
  against: (value: string, threshold: string) => `${value}（约定 ${threshold}）`,
  budget: (used: string, allowed: string) => `停机 ${used}，允许 ${allowed}`,
  titles: {
    'BY-V-OBJ1': '核心系统年可用率',
    'BY-V-OBJ2': '响应与恢复时限',
    'BY-V-OBJ3': '巡检、备份、演练完成率',
    'BY-V-OBJ4': '客户化需求完成率',
    'BY-V-OBJ5': '缺陷修复率',
    'BY-V-OBJ6': '安全整改完成率',
    'BY-V-OBJ7': '安全配合',
    'BY-V-SUB1': '临床科室满意度',
    'BY-V-SUB2': '信息部门评分',
    'BY-V-SUB3': '重大活动评价',
    'HP-9.1-M1': '故障响应按时率',
    'HP-9.1-M2': '数据恢复成功率',
    'HP-9.1-M3': '用户满意度',
    'HP-9.1-M4': '备份执行合规率',
  } as Record<string, string>,
};
export type MetricWords = typeof zh;

const en: MetricWords = {
  undetermined: 'undetermined',
  nothingOwed: 'nothing was owed in this period',
  lacks: (facts) => `undetermined, lacks ${facts}`,
  against: (value, threshold) => `${value} (promised ${threshold})`,
  budget: (used, allowed) => `down ${used}, allowed ${allowed}`,
  titles: {
    'BY-V-OBJ1': 'Availability of core systems',
    'BY-V-OBJ2': 'Limits of response and restoration',
    'BY-V-OBJ3': 'Inspections, backups and drills done',
    'BY-V-OBJ4': 'Custom demands done',
    'BY-V-OBJ5': 'Defects repaired',
    'BY-V-OBJ6': 'Security rectification done',
    'BY-V-OBJ7': 'Security cooperation',
    'BY-V-SUB1': 'Satisfaction of clinical departments',
    'BY-V-SUB2': 'Rating by the IT department',
    'BY-V-SUB3': 'Evaluation of major events',
    'HP-9.1-M1': 'Responses on time',
    'HP-9.1-M2': 'Data recovery',
    'HP-9.1-M3': 'User satisfaction',
    'HP-9.1-M4': 'Backup compliance',
  },
};
export const metricWords = { zh, en };
