import type { ContractView } from '@weibao/messages';
import { pinyin } from 'pinyin-pro';

/** Something a caller may name: a system or a part of one, with the contracts that cover it. */
export interface SystemChoice {
  key: string;
  system: string;
  subsystem: string | null;
  contracts: ContractView[];
  outsideList: boolean; // not in the contract's list, to be reported with its scope to be ruled
  forms: string[]; // what a person may type for it
}

const bare = (text: string) => text.replace(/\s+/g, '').toLowerCase();

/** `电子病历` → `电子病历`, `dianzibingli`, `dzbl`; Latin letters stay as they are: `微小化HIS系统` → `wxhhisxt`. */
function formsOf(text: string): string[] {
  const syllables = pinyin(text, { toneType: 'none', type: 'array', nonZh: 'consecutive' }).map(bare);
  const initials = syllables.map((syllable, place) =>
    isLatin(text, syllable, place) ? syllable : syllable.slice(0, 1),
  );
  return [bare(text), syllables.join(''), initials.join('')];
}
const isLatin = (text: string, syllable: string, place: number) => place >= 0 && bare(text).includes(syllable);

/** All systems and subsystems of these contracts, one choice for each name, however many contracts cover it. */
export function systemChoices(contracts: readonly ContractView[]): SystemChoice[] {
  const choices = new Map<string, SystemChoice>();
  const add = (contract: ContractView, system: string, subsystem: string | null) => {
    const key = `${bare(system)} ${bare(subsystem ?? '')}`;
    const known = choices.get(key);
    if (known) return void (known.contracts.includes(contract) || known.contracts.push(contract));
    const forms = [
      ...(subsystem === null ? [] : formsOf(subsystem)),
      ...formsOf(system),
      ...formsOf(system + (subsystem ?? '')),
    ];
    choices.set(key, { key, system, subsystem, contracts: [contract], outsideList: false, forms });
  };
  for (const contract of contracts) {
    for (const { name, subsystems } of contract.systems) {
      add(contract, name, null);
      for (const subsystem of subsystems) add(contract, name, subsystem);
    }
  }
  return [...choices.values()];
}

/**
 * The choices for what was typed, best first: what begins with it, then what contains it; whole systems before their parts.
 * Where a contract says that a system outside its list is to be ruled, the typed name itself is the last choice.
 */
export function searchSystems(
  choices: readonly SystemChoice[],
  contracts: readonly ContractView[],
  typed: string,
  most = 30,
): SystemChoice[] {
  const wanted = bare(typed);
  const found = choices
    .map((choice) => ({ choice, rank: rankOf(choice, wanted) }))
    .filter(({ rank }) => rank < Infinity)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, most)
    .map(({ choice }) => choice);
  if (wanted === '' || found.some(({ forms }) => forms.includes(wanted))) return found;
  const outside = contracts
    .filter(({ scope }) => scope === 'to-be-ruled')
    .map((contract) => ({
      key: `outside ${contract.contract} ${wanted}`,
      system: typed.trim(),
      subsystem: null,
      contracts: [contract],
      outsideList: true,
      forms: [],
    }));
  return [...found, ...outside];
}

function rankOf({ forms, subsystem }: SystemChoice, wanted: string): number {
  const part = subsystem === null ? 0 : 1;
  if (wanted === '') return part;
  if (forms.some((form) => form.startsWith(wanted))) return part;
  return forms.some((form) => form.includes(wanted)) ? 2 + part : Infinity;
}
