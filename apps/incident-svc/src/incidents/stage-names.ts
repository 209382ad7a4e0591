import type { Stage } from '@weibao/exchange';

/** The stages as people at the desk call them. */
export const stageNames: Readonly<Record<Stage, { zh: string; en: string }>> = {
  responded: { zh: '响应', en: 'response' },
  'remote-started': { zh: '远程开始', en: 'remote work started' },
  'remote-failed': { zh: '远程未能解决', en: 'remote work failed' },
  'remote-refused': { zh: '医院未提供远程', en: 'remote access refused' },
  'onsite-requested': { zh: '要求到场', en: 'on-site request' },
  arrived: { zh: '到场', en: 'arrival' },
  restored: { zh: '恢复', en: 'restoration' },
  resolved: { zh: '处置完成', en: 'resolution' },
  closed: { zh: '关闭', en: 'closing' },
  confirmed: { zh: '医院确认', en: "hospital's confirmation" },
  'fallback-started': { zh: '启用手工预案', en: 'manual fallback started' },
  'feedback-given': { zh: '反馈', en: 'feedback' },
};
