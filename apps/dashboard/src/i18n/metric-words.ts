/** Words around the figures that a contract promises; what each is called stands in its record. */
const zh = {
  undetermined: '无法判定',
  nothingOwed: '本期没有应计的事项',
  lacks: (facts: string) => `无法判定，缺 ${facts}`,
  against: (value: string, threshold: string) => `${value}（约定 ${threshold}）`,
  without: (value: string) => `${value}（未约定合格线，由人评定）`,
  budget: (used: string, allowed: string) => `停机 ${used}，允许 ${allowed}`,
  units: { percent: '%', points: ' 分', count: ' 次' },
};
export type MetricWords = typeof zh;

const en: MetricWords = {
  undetermined: 'undetermined',
  nothingOwed: 'nothing was owed in this period',
  lacks: (facts) => `undetermined, lacks ${facts}`,
  against: (value, threshold) => `${value} (promised ${threshold})`,
  without: (value) => `${value} (no pass mark: a person judges)`,
  budget: (used, allowed) => `down ${used}, allowed ${allowed}`,
  units: { percent: ' %', points: ' points', count: '' },
};
export const metricWords = { zh, en };
