import type { Terms } from '@weibao/contract-terms';
import { textOf, type CommandFault, type Examined, type RecordingOf } from '@weibao/service-kit';
import { partsOf } from '../documents/wanted-document.js';
import { checklistFaults, findingFaults } from '../inspections/inspection.rules.js';
import { surveyFaults } from '../surveys/survey.rules.js';
import { approvalFaults, shiftFaults } from '../staff/staff.rules.js';

/** What is wrong with an inspection, backup, document, duty … beside what every service checks. */
export function examineForInspections(recording: RecordingOf, terms?: Terms): Examined {
  return {
    faults: [
      ...periodFaults(recording),
      ...slipFaults(recording),
      ...filedFaults(recording),
      ...effortFaults(recording),
      ...checklistFaults(recording, terms),
      ...findingFaults(recording),
      ...surveyFaults(recording, terms),
      ...partFaults(recording, terms),
      ...approvalFaults(recording),
      ...shiftFaults(recording),
    ],
  };
}

/** `2026`, `2026-07`, `2026-Q3`, `2026-H1`, `year-1`, `year-1-Q2`, a day; what is inspected for a holiday or an event has a name of its own. */
const PERIOD = /^(\d{4}(-(0[1-9]|1[0-2])(-\d{2})?|-Q[1-4]|-H[12])?|year-[1-9]\d?(-(Q[1-4]|H[12]))?)$/;
const namedByOccasion = new Set(['holiday', 'event', 'onsite', 'online']);

function periodFaults({ fact }: RecordingOf): CommandFault[] {
  const [period, kind] = [textOf(fact, 'period'), textOf(fact, 'kind')];
  if (period === undefined || PERIOD.test(period) || (kind !== undefined && namedByOccasion.has(kind))) return [];
  return [
    {
      code: 'RECORD.PERIOD_UNKNOWN',
      place: 'period',
      zh: `没有“${period}”这样的期间。请填写年 2026、月 2026-07、季度 2026-Q3、半年 2026-H1 或服务年度 year-1。`,
      en: `There is no period "${period}". Give a year 2026, a month 2026-07, a quarter 2026-Q3, a half-year 2026-H1 or a service year year-1.`,
    },
  ];
}

/** The confirmation slip of a backup is signed by the hospital: the vendor cannot say that it is. */
function slipFaults({ fact, side }: RecordingOf): CommandFault[] {
  if (fact.type !== 'backup.finished' || fact.confirmed !== true || side !== 'vendor') return [];
  return [
    {
      code: 'RECORD.HOSPITAL_ONLY',
      place: 'confirmed',
      zh: `备份确认单由医院签字。请去掉 confirmed 后记录 ${fact.day} 的备份，再由医院提交盖章的确认单，或由医院巡检员记录该日已签字的备份。`,
      en: `The backup slip is signed by the hospital. Record the backup of ${fact.day} without "confirmed"; the hospital then files the sealed slip, or its inspector records the backup as signed.`,
    },
  ];
}

/** Only what was filed can be confirmed. */
function filedFaults({ contract, fact, standing }: RecordingOf): CommandFault[] {
  if (fact.type !== 'document.confirmed') return [];
  const filed = standing.find(
    (known) => known.type === 'document.filed' && known.document === fact.document && known.about === fact.about,
  );
  if (filed) return [];
  const what = fact.about === undefined ? fact.document : `${fact.document} / ${fact.about}`;
  return [
    {
      code: 'RECORD.UNKNOWN',
      place: 'document',
      zh: `合同 ${contract} 的记录中没有提交过文件“${what}”。请核对文件种类和所属事项，或先记录提交。`,
      en: `The record of contract ${contract} has no filed document "${what}". Check its kind and what it is for, or record its filing first.`,
    },
  ];
}

/** Parts of a document are called as the contract calls them: a misspelt one would count as missing. */
function partFaults({ fact }: RecordingOf, terms?: Terms): CommandFault[] {
  if (fact.type !== 'document.filed' || fact.parts === undefined) return [];
  const known = (terms ? partsOf(terms, [fact.document]) : null)?.parts ?? [];
  const names = known.map(({ part }) => part).join('、');
  return fact.parts
    .filter((part) => !known.some((one) => one.part === part))
    .map((part) => ({
      code: 'RECORD.PART_UNKNOWN',
      place: 'parts',
      zh: `合同没有要求文件“${fact.document}”写明“${part}”。${names === '' ? '请去掉 parts。' : `可填：${names}。`}`,
      en: `The contract names no part "${part}" of "${fact.document}". ${names === '' ? 'Leave out "parts".' : `It names: ${names}.`}`,
    }));
}

function effortFaults({ fact }: RecordingOf): CommandFault[] {
  if (fact.type !== 'effort.spent' || fact.personDays !== undefined || fact.count !== undefined) return [];
  return [
    {
      code: 'RECORD.INCOMPLETE',
      place: 'personDays',
      zh: '工作量需要人日（personDays）或次数（count）之一。请填写其中一项。',
      en: 'An effort needs person-days (personDays) or a count. Give one of them.',
    },
  ];
}
