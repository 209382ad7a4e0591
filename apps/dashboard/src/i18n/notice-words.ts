import type { NoticeRecord } from '@weibao/exchange';

type States = Record<NoticeRecord['status'], string>;

/** Words of the notices that a contract asks for. */
const zh = {
  title: '通知',
  names: {
    'non-renewal': '不续期通知',
    'renewal-reminder': '续期提醒',
    'renewal-talks': '续期协商',
    'renewal-enquiry': '征询续约意向',
    'force-majeure': '不可抗力通知',
    demand: '书面催告',
  } as Record<string, string>,
  states: {
    done: '已按期发出',
    late: '发出已逾期',
    overdue: '逾期未发',
    due: '待发出',
    upcoming: '未到时间',
    'not-recorded': '未发出，无后果',
  } as States,
  opens: (date: string) => `${date} 起可发`,
  due: (date: string) => `期限 ${date}`,
  served: (moment: string) => `${moment} 送达`,
  servedLate: '期限内发出，期满后才送达：按通知日期算按期，对方可能提出异议。',
};
export type NoticeWords = typeof zh;

const en: NoticeWords = {
  title: 'Notices',
  names: {
    'non-renewal': 'Notice of non-renewal',
    'renewal-reminder': 'Renewal reminder',
    'renewal-talks': 'Renewal talks',
    'renewal-enquiry': 'Renewal enquiry',
    'force-majeure': 'Force majeure notice',
    demand: 'Written demand',
  },
  states: {
    done: 'given in time',
    late: 'given late',
    overdue: 'overdue',
    due: 'to be given',
    upcoming: 'not yet',
    'not-recorded': 'not given, without consequence',
  },
  opens: (date) => `from ${date}`,
  due: (date) => `by ${date}`,
  served: (moment) => `served ${moment}`,
  servedLate: 'Sent in time and served after the last day: in time by its date, and open to dispute.',
};
export const noticeWords = { zh, en };
