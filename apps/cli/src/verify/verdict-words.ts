import type { ChainFault } from './chain-check.js';
import type { NamedFile } from './evidence-check.js';
import { FROZEN, type RecordFault, type Verdict } from './record-check.js';
import type { StatementChecked } from './statement-check.js';

export type Language = 'zh' | 'en';

type Said = (fault: RecordFault) => string;
type Kind = RecordFault['kind'];

const ownerZh = (keptBy: string | undefined): string =>
  keptBy?.startsWith(FROZEN)
    ? `结算单 ${keptBy.slice(FROZEN.length)} `
    : keptBy === 'heads'
      ? '您留存的链头'
      : keptBy === undefined || keptBy === 'head'
        ? '文件首行'
        : `${keptBy} 服务的副本`;
const ownerEn = (keptBy: string | undefined): string =>
  keptBy?.startsWith(FROZEN)
    ? keptBy
    : keptBy === 'heads'
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
  'file-bent': {
    zh: () => '文件夹中以此摘要命名的文件内容不符：被改动',
    en: () => 'the file of this name in the folder has another content: it was changed',
  },
  'file-missing': {
    zh: () => '文件夹中没有这一凭证文件，或其内容已被改动',
    en: () => 'no file of the folder is this piece of evidence: it is not there, or was changed',
  },
  'text-inserted': { zh: () => '记录时没有这一文字：系事后添加', en: () => 'no such text was recorded: it was added' },
};

/** One line for a fault: service, position, fact, kind, then what it means. The first four are the same in both languages. */
export function faultText(fault: RecordFault, language: Language): string {
  const { service, position, fact, kind, field } = fault;
  const where = [service, position, fact ?? '-', kind, ...(field === undefined ? [] : [field])].join(' ');
  return `${where}${language === 'zh' ? '：' : ': '}${kinds[kind][language](fault)}`;
}

/** What is printed of a checked audit. Its entries have no ids: the position names them. */
export function auditLines(
  { position, hash, fault }: { position: number; hash: string; fault: ChainFault | null },
  language: Language,
): string[] {
  const zh = language === 'zh';
  if (fault) return [faultText({ service: 'audit', ...fault }, language), zh ? '审计记录被改动' : 'The audit is bent'];
  return [
    `audit ${position} ${hash === '' ? '-' : hash}`,
    zh
      ? '审计记录完整。请留存以上链头，下次用 --heads 比对。'
      : 'The audit is whole. Keep this head and compare the next export with --heads.',
  ];
}

export interface NamedEvidence {
  contract: string;
  files: readonly NamedFile[];
  compared: boolean;
}

function evidenceLines({ contract, files, compared }: NamedEvidence, zh: boolean): string[] {
  if (files.length === 0) return [];
  const listed = files.map(
    ({ service, position, fact, sha256, bytes }) => `${service} ${position} ${fact ?? '-'} evidence ${sha256} ${bytes}`,
  );
  const where = `/api/contracts/${contract}/evidence/SHA256`;
  const said = zh
    ? `凭证文件 ${files.length} 个，${compared ? '内容均与记录一致' : `未核对内容：从 ${where} 下载到一个文件夹，再用 --evidence 文件夹 核对`}`
    : `${files.length} file(s) of evidence, ${compared ? 'each with the content that was recorded' : `their content not compared: download them from ${where} into a folder and give it with --evidence FOLDER`}`;
  return [...listed, said];
}

/** What is printed of a checked record. */
export function verdictLines(verdict: Verdict, language: Language, named?: NamedEvidence): string[] {
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
    ...(named ? evidenceLines(named, zh) : []),
    zh
      ? `合同 ${contract} 的记录完整。请留存以上链头，下次用 --heads 比对。`
      : `The record of ${contract} is whole. Keep these heads and compare the next export with --heads.`,
  ];
}

const statementWords: Record<StatementChecked['verdict'], Record<Language, string>> = {
  same: { zh: '按原记录和原版本重算，逐字节相同', en: 'recomputed from its record and versions, the same bytes' },
  'other-version': {
    zh: '条款、日历或引擎的版本已变，本程序不能按原版本重算；内容与校验值相符',
    en: 'terms, calendar or engine have moved on, and this program cannot compute it as they were; its content agrees with its hash',
  },
  'document-changed': {
    zh: '内容与校验值不符：被改动',
    en: 'its content does not agree with its hash: it was changed',
  },
  'record-changed': {
    zh: '其所依据的记录不在本文件中',
    en: 'the record that it was made of is not the one in this file',
  },
  differs: { zh: '按原记录和原版本重算，结果不同', en: 'recomputed from its record and versions, another result' },
  unlinked: {
    zh: '与其前的结算单不衔接：有结算单被抽走或替换',
    en: 'does not follow from the statement before it: one was taken out or replaced',
  },
};

/** One line for each statement; number, hash and verdict are the same in both languages. */
export const statementLines = (checked: readonly StatementChecked[], language: Language): string[] =>
  checked.map(
    ({ statement, sha256, verdict }) =>
      `statement ${statement} ${sha256} ${verdict}${language === 'zh' ? '：' : ': '}${statementWords[verdict][language]}`,
  );
