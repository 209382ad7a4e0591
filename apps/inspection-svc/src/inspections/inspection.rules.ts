import type { Terms } from '@weibao/contract-terms';
import type { CommandFault, RecordingOf } from '@weibao/service-kit';

/** An inspection that was begun with a checklist ends when every area that the contract names is answered (JH-1.5.1-SCOPE). */
export function checklistFaults({ fact, standing }: RecordingOf, terms: Terms | undefined): CommandFault[] {
  if (fact.type !== 'inspection.ended') return [];
  const begun = standing.find((known) => known.type === 'inspection.started' && known.inspection === fact.inspection);
  if (!begun && fact.areas === undefined) return []; // told in one entry, as on paper
  const asked = (terms?.checklists ?? []).filter(({ inspections }) => inspections.includes(fact.kind ?? ''));
  const missing = asked.flatMap(({ clause, areas }) =>
    areas.filter(({ area }) => !fact.areas?.includes(area)).map((area) => ({ clause, ...area })),
  );
  if (missing.length === 0) return [];
  const clauses = [...new Set(missing.map(({ clause }) => clause))].join('、');
  return [
    {
      code: 'RECORD.INCOMPLETE',
      place: 'areas',
      zh: `巡检 ${fact.inspection} 还有未检查的方面：${missing.map(({ nameZh }) => nameZh).join('、')}（${clauses}）。请逐项检查后再结束。`,
      en: `Inspection ${fact.inspection} has not looked at: ${missing.map(({ nameEn }) => nameEn).join(', ')} (${clauses}). Answer each, then end it.`,
    },
  ];
}

/** A finding belongs to an inspection, and the hospital looks at it once it is said to be closed. */
export function findingFaults({ contract, fact, standing }: RecordingOf): CommandFault[] {
  if (fact.type === 'inspection.finding-noted') {
    const known = standing.find(
      (other) =>
        (other.type === 'inspection.started' || other.type === 'inspection.ended') &&
        other.inspection === fact.inspection,
    );
    if (known) return [];
    return [
      {
        code: 'RECORD.UNKNOWN',
        place: 'inspection',
        zh: `合同 ${contract} 的记录中没有巡检“${fact.inspection ?? ''}”。请核对巡检编号，或先开始这次巡检。`,
        en: `The record of contract ${contract} has no inspection "${fact.inspection ?? ''}". Check its number, or begin it first.`,
      },
    ];
  }
  if (fact.type !== 'inspection.finding-verified') return [];
  const closed = standing.find((known) => known.type === 'inspection.finding-closed' && known.finding === fact.finding);
  if (closed) return [];
  return [
    {
      code: 'RECORD.NOT_CLOSED',
      place: 'finding',
      zh: `问题 ${fact.finding} 尚未登记整改完成，不能核验。请先由整改方登记“问题已整改”。`,
      en: `Finding ${fact.finding} was not said to be closed yet, so it cannot be verified. Whoever rectifies it records that first.`,
    },
  ];
}
