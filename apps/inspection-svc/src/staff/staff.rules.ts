import type { CommandFault, RecordingOf } from '@weibao/service-kit';

/** One decision an approval: who thinks better of it withdraws the first, so that both stay visible. */
export function approvalFaults({ contract, fact, standing }: RecordingOf): CommandFault[] {
  if (fact.type !== 'approval.given' && fact.type !== 'approval.refused') return [];
  const other = fact.type === 'approval.given' ? 'approval.refused' : 'approval.given';
  const decided = standing.find((known) => known.type === other && known.approval === fact.approval);
  if (decided) {
    const [zh, en] = other === 'approval.given' ? ['同意', 'given'] : ['拒绝', 'refused'];
    return [
      {
        code: 'RECORD.DECIDED',
        place: 'approval',
        zh: `审批 ${fact.approval} 已于 ${decided.at.slice(0, 16)} 被${zh}。请先撤回该决定，或用新的编号重新申请。`,
        en: `Approval ${fact.approval} was ${en} on ${decided.at.slice(0, 16)}. Withdraw that decision first, or ask anew under another number.`,
      },
    ];
  }
  if (fact.type === 'approval.given') return []; // given on the telephone, it was asked by nobody
  const asked = standing.find((known) => known.type === 'approval.asked' && known.approval === fact.approval);
  if (asked) return [];
  return [
    {
      code: 'RECORD.UNKNOWN',
      place: 'approval',
      zh: `合同 ${contract} 的记录中没有申请“${fact.approval}”。请核对审批编号，或先登记申请。`,
      en: `The record of contract ${contract} has no request "${fact.approval}". Check the approval's number, or record what was asked first.`,
    },
  ];
}

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

/** A roster that says who stands when is of one month, and of days in it; who stands twice on one day is named once. */
export function shiftFaults({ fact }: RecordingOf): CommandFault[] {
  if (fact.type !== 'document.filed' || fact.shifts === undefined) return [];
  const { about = '', shifts } = fact;
  if (!MONTH.test(about))
    return [
      {
        code: 'RECORD.INCOMPLETE',
        place: 'about',
        zh: `写明每天值班人的值班表须说明是哪个月，而填的是“${about}”。请填写月份，例如 2026-12。`,
        en: `A roster that says who stands when is for a month, and this says "${about}". Give the month, such as 2026-12.`,
      },
    ];
  const seen = new Set<string>();
  return shifts.flatMap(({ on, person }, index): CommandFault[] => {
    const key = `${on} ${person}`;
    const place = `shifts[${index}]`;
    if (!on.startsWith(`${about}-`))
      return [
        {
          code: 'RECORD.OUTSIDE',
          place: `${place}.on`,
          zh: `${on} 不在 ${about} 月内。请改正日期，或另交该月的值班表。`,
          en: `${on} does not lie in ${about}. Correct the day, or file the roster of its month.`,
        },
      ];
    if (seen.has(key))
      return [
        {
          code: 'RECORD.TWICE',
          place,
          zh: `${person} 在 ${on} 排了两次。请保留一次。`,
          en: `${person} stands twice on ${on}. Keep one of them.`,
        },
      ];
    seen.add(key);
    return [];
  });
}
