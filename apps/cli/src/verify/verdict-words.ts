import type { RecordFault, Verdict } from './record-check.js';

export type Language = 'zh' | 'en';

type Said = (fault: RecordFault) => string;
type Kind = RecordFault['kind'];

const ownerZh = (keptBy: string | undefined): string =>
  keptBy === 'heads' ? '您留存的链头' : keptBy === undefined || keptBy === 'head' ? '文件首行' : `${keptBy} 服务的副本`;
const ownerEn = (keptBy: string | undefined): string =>
  keptBy === 'heads'
    ? 'the heads you kept'
    : keptBy === undefined || keptBy === 'head'
      ? 'the first line of the file'
      : `the copy of the ${keptBy} service`;

const kinds: Record<Kind, Record<Language, Said>> = {
  bent: {
    zh: () => '与前一事实不衔接：内容被改动，或其前的事实被抽走并重新编号',
    en: () =>
      'does not follow from the fact before it: it was changed, or one before it was taken out and the rest renumbered',
  },
  missing: { zh: () => '此处的事实缺失', en: () => 'the fact at this position is missing' },
  inserted: { zh: () => '链中没有这一事实：系事后插入', en: () => 'the chain knows no such fact: it was inserted' },
  reordered: { zh: () => '顺序被调换', en: () => 'stands in another order than it was recorded in' },
  cut: {
    zh: ({ keptBy }) => `链在此中断：${ownerZh(keptBy)}所记的位置在其后`,
    en: ({ keptBy }) => `the chain ends before it, while ${ownerEn(keptBy)} names a later position`,
  },
  rewritten: {
    zh: ({ keptBy }) => `链自身衔接，但与${ownerZh(keptBy)}不符：此处或其前的事实被改动，并重算了整条链`,
    en: ({ keptBy }) =>
      `the chain holds in itself but does not agree with ${ownerEn(keptBy)}: this fact or one before it was changed and the chain made anew`,
  },
  'text-bent': { zh: () => '文字与记录时的摘要不符：被改动', en: () => 'the text is not the one that was recorded' },
  'text-missing': {
    zh: () => '文字缺失，且没有删除记录',
    en: () => 'the text is missing, and nothing says that it was erased',
  },
  'text-inserted': { zh: () => '记录时没有这一文字：系事后添加', en: () => 'no such text was recorded: it was added' },
};

/** One line for a fault: service, position, fact, kind, then what it means. The first four are the same in both languages. */
export function faultText(fault: RecordFault, language: Language): string {
  const { service, position, fact, kind, field } = fault;
  const where = [service, position, fact ?? '-', kind, ...(field === undefined ? [] : [field])].join(' ');
  return `${where}${language === 'zh' ? '：' : ': '}${kinds[kind][language](fault)}`;
}

/** What is printed of a checked record. */
export function verdictLines(verdict: Verdict, language: Language): string[] {
  const zh = language === 'zh';
  const { faults, erased, withheld, chains, contract } = verdict;
  if (faults.length > 0)
    return [
      ...faults.map((fault) => faultText(fault, language)),
      zh
        ? `合同 ${contract} 的记录被改动：${faults.length} 处`
        : `The record of ${contract} is bent: ${faults.length} place(s)`,
    ];
  return [
    ...chains.map(({ service, position, hash }) => `${service} ${position} ${hash === '' ? '-' : hash}`),
    ...erased.map(
      ({ service, position, fact, field, at, reason }) =>
        `${service} ${position} ${fact ?? '-'} erased ${field}${zh ? `：${at} 删除，理由：${reason}` : `: erased ${at}, reason: ${reason}`}`,
    ),
    ...(withheld > 0
      ? [
          zh
            ? `有 ${withheld} 处文字未向导出人开放，未核对文字`
            : `${withheld} text(s) were not open to whoever exported and were not compared`,
        ]
      : []),
    zh
      ? `合同 ${contract} 的记录完整。请留存以上链头，下次用 --heads 比对。`
      : `The record of ${contract} is whole. Keep these heads and compare the next export with --heads.`,
  ];
}
