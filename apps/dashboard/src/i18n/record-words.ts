/** Words of the card by which a party takes the record of its contract home. */
const zh = {
  title: '带走记录',
  lead: '完整记录（事实、结算单、链头）可在自己的电脑上离线核验，不必信任本系统；链头文件很小，适合每次结算时互相发送、打印盖章或公布，日后据以发现记录被改动。导出均记入审计。',
  whole: '下载完整记录',
  anchors: '下载本单位各合同的链头',
  how: '核验方法',
  failed: '没有下载到',
  taking: '正在准备文件……',
};
export type RecordWords = typeof zh;

const en: RecordWords = {
  title: 'Take the record home',
  lead: 'The whole record (facts, statements, heads of the chains) can be checked offline on a machine of your own, without trusting this system. The file of heads is small: exchange it with every settlement, print it, stamp it or publish it, and a record that was changed later shows. Each export stands in the audit.',
  whole: 'Download the whole record',
  anchors: 'Download the heads of your contracts',
  how: 'How to check',
  failed: 'Nothing was downloaded',
  taking: 'Preparing the file …',
};
export const recordWords = { zh, en };
