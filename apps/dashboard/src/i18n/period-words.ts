/** Words of the periods over which a contract counts. */
const zh = {
  term: '合同期',
  serviceYear: (year: string) => `第 ${year} 年度`,
  calendarYear: (year: string) => `${year} 年`,
  quarter: (quarter: string) => `第 ${quarter} 季度`,
  half: (half: string): string => (half === '1' ? '上半年' : '下半年'),
};
export type PeriodWords = typeof zh;

const en: PeriodWords = {
  term: 'term',
  serviceYear: (year) => `year ${year}`,
  calendarYear: (year) => year,
  quarter: (quarter) => `Q${quarter}`,
  half: (half) => `H${half}`,
};
export const periodWords = { zh, en };
