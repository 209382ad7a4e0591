import { systemInScope, type Terms } from '@weibao/contract-terms';
import { parseInstant, type Fact } from '@weibao/exchange';
import type { RecordableFact } from '@weibao/messages';
import {
  textOf,
  twiceFault,
  unknownThing,
  type CommandFault,
  type Examined,
  type RecordingOf,
} from '@weibao/service-kit';

type Agreed = Extract<RecordableFact, { type: 'maintenance.agreed' | 'force-majeure.agreed' }>;

/** What is wrong with an outage, demand, agreement … beside what every service checks; `terms` are the contract's. */
export function examineForIncidents(recording: RecordingOf, terms: Terms): Examined {
  const { fact } = recording;
  const faults = [...scopeFaults(recording, terms), ...aboutFaults(recording)];
  if (fact.type === 'maintenance.agreed' || fact.type === 'force-majeure.agreed')
    return agreement(recording, fact, faults);
  return { faults };
}

/** An outage of a system that the contract does not cover would count nowhere. */
function scopeFaults({ contract, fact }: RecordingOf, terms: Terms): CommandFault[] {
  const system = textOf(fact, 'system');
  if (system === undefined || systemInScope(terms, system) !== 'out') return [];
  return [
    {
      code: 'RECORD.SYSTEM_OUT_OF_SCOPE',
      place: 'system',
      zh: `系统“${system}”不在合同 ${contract}（${terms.nameZh}）的维保范围内，没有保存。请从该合同的系统清单中选择。`,
      en: `System ${system} is not in the scope of contract ${contract} (${terms.nameEn}); nothing was stored. Choose a system of this contract.`,
    },
  ];
}

/** A complaint is about an incident or a demand that stands. */
function aboutFaults({ contract, fact, standing }: RecordingOf): CommandFault[] {
  if (fact.type !== 'complaint.verified' || fact.about === undefined) return [];
  const { about } = fact;
  const reports = (known: Fact) =>
    (known.type === 'incident.reported' && known.incident === about) ||
    (known.type === 'demand.filed' && known.demand === about);
  return standing.find(reports) ? [] : [unknownThing(contract, 'about', about)];
}

/**
 * Maintenance and force majeure stand only with both sides. Each side records its word; the one that comes second, about the same system and time,
 * is stored as the word of both. Decided on an unmoved head: two first words at the same moment would never meet.
 */
function agreement({ standing, side }: RecordingOf, fact: Agreed, faults: CommandFault[]): Examined {
  const same = standing.filter((known): boolean => known.type === fact.type && isSame(known as Agreed & Fact, fact));
  const settled =
    same.find((known) => known.by === 'both' || known.by === undefined) ?? same.find(({ by }) => by === side);
  if (settled) return { faults: [...faults, twiceFault(fact, settled)] };
  return { faults, fact: same.length > 0 ? { ...fact, by: 'both' } : fact, headUnmoved: true };
}

const squeezed = (name: string): string => name.replace(/\s+/g, '');
const msOf = (instant: string | undefined): number | null => (instant === undefined ? null : parseInstant(instant));

const isSame = (one: Agreed, other: Agreed): boolean =>
  squeezed(one.system) === squeezed(other.system) &&
  msOf(one.from) === msOf(other.from) &&
  msOf(one.to) === msOf(other.to);
