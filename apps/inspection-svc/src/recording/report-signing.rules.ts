import { mayRecord, type ActorRole, type RecordableFact } from '@weibao/messages';
import type { CommandFault, RecordingOf } from '@weibao/service-kit';

/** What a command that files a report records besides. */
export interface Signing {
  facts: RecordableFact[];
  faults: CommandFault[];
}

/**
 * BY-V-OBJ3  The report of an inspection is printed with places for both seals: whoever files it says whether the hospital's signature stands on it,
 * and the inspection is signed by the same command. Where it is signed already only the report is filed.
 */
export function signingBy({ contract, fact, side, standing }: RecordingOf, role: ActorRole): Signing {
  const inspection =
    fact.type === 'document.filed' && fact.document === 'inspection-report' && fact.stamped === true
      ? fact.about
      : undefined;
  if (inspection === undefined)
    return refused(
      '只有写明巡检编号并加盖公章的巡检报告才能同时签收巡检。请去掉 signed，或提交该巡检的盖章报告。',
      'Only the sealed report of a named inspection signs that inspection. Leave out "signed", or file the sealed report.',
    );
  if (!mayRecord('duty.signed', role, side))
    return refused(
      `角色 ${role} 不能代表医院签收巡检 ${inspection}。请去掉 signed 后提交报告，由医院巡检员签收。`,
      `The role ${role} does not sign inspection ${inspection} for the hospital. File the report without "signed"; the hospital's inspector signs.`,
    );
  if (!standing.find((known) => known.type === 'inspection.ended' && known.inspection === inspection))
    return {
      facts: [],
      faults: [
        {
          code: 'RECORD.UNKNOWN',
          place: 'about',
          zh: `合同 ${contract} 的记录中没有已结束的巡检“${inspection}”，不能签收。请核对编号，或先记录巡检结束。`,
          en: `The record of contract ${contract} has no ended inspection "${inspection}" to sign. Check its key, or record its end first.`,
        },
      ],
    };
  const isSigned = standing.find((known) => known.type === 'duty.signed' && known.duty === inspection) !== undefined;
  if (isSigned) return { facts: [], faults: [] };
  const at = fact.at === undefined ? {} : { at: fact.at };
  return { facts: [{ type: 'duty.signed', duty: inspection, ...at }], faults: [] };
}

const refused = (zh: string, en: string): Signing => ({
  facts: [],
  faults: [{ code: 'RECORD.SIGNS_NOTHING', place: 'signed', zh, en }],
});
