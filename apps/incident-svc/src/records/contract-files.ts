import {
  endOfContract,
  incidentStates,
  settleClocks,
  type ClockLine,
  type IncidentSummary,
  type Input,
} from '@weibao/engine';
import type { Fact } from '@weibao/exchange';
import { Injectable } from '@nestjs/common';
import { ContractRecords, type ContractRecord } from '@weibao/service-kit';
import { TermsLibrary } from '../terms/terms-library.js';
import { finishedGroups } from './finished-groups.js';
import { RecordLookup } from './record-lookup.js';
import { SubjectGroups, type SubjectGroup } from './subject-groups.js';

/** A contract's record, opened: looked things up in, and computed on. */
export interface ContractFile {
  record: ContractRecord;
  lookup: RecordLookup;
  groups: SubjectGroups;
  /** Whether any right was ever exercised: only then may one have ended the contract. */
  exercised: boolean;
}

/** The clocks and incidents of some groups at a moment. */
export interface Settled {
  clocks: readonly ClockLine[];
  incidents: readonly IncidentSummary[];
  changesAtMs: number | null;
  /** Of those groups, the ones that are finished. */
  finished: readonly SubjectGroup[];
}

/** Keeps the record of each contract arranged, and arranges only what was added since. All of it can be made again from the record. */
@Injectable()
export class ContractFiles {
  private readonly files = new Map<string, ContractFile>();

  constructor(
    private readonly records: ContractRecords,
    private readonly library: TermsLibrary,
  ) {
    records.onDrop((contract) => this.files.delete(contract));
  }

  /** The contract's file, with everything that is stored by now. */
  async open(contract: string): Promise<ContractFile> {
    const record = await this.records.get(contract);
    const known = this.files.get(contract);
    if (known && extendsRecord(record.facts, known.record.facts)) {
      const added = record.facts.slice(known.record.facts.length);
      if (added.length > 0) {
        known.lookup.add(added);
        known.groups.add(added);
        known.exercised ||= added.some(isExercise);
        known.record = record;
      }
      return known;
    }
    if (known && known.record.facts.length > record.facts.length && extendsRecord(known.record.facts, record.facts))
      return known; // a question that ran beside this one has read further
    const groups = new SubjectGroups();
    groups.add(record.facts);
    const exercised = record.facts.some(isExercise);
    const file: ContractFile = { record, lookup: new RecordLookup(record.facts), groups, exercised };
    this.files.set(contract, file);
    return file;
  }

  /** What the engine is asked with; without `facts` the whole record. Whether the contract has ended, the whole record tells also where a part is asked about. */
  inputOf(file: ContractFile, asOfMs: number, facts: readonly Fact[] = file.record.facts): Input {
    const terms = this.library.of(file.record);
    const endsMs = file.exercised ? endOfContract({ terms, facts: file.record.facts, asOfMs }) : null;
    return { terms, facts, asOfMs, endsMs };
  }

  /** Computes some groups alone: the same records that the whole contract would give for them. */
  settle(file: ContractFile, groups: readonly SubjectGroup[], nowMs: number): Settled {
    const input = this.inputOf(file, nowMs, file.groups.factsOf(groups));
    const { clocks, changesAtMs } = settleClocks(input);
    const incidents = incidentStates(input);
    return { clocks, incidents, changesAtMs, finished: finishedGroups(file.groups, clocks, incidents, nowMs) };
  }
}

const isExercise = ({ type }: Fact): boolean => type === 'right.exercised';

/** Records are added to at the end and never changed in place: the last known fact standing where it stood means that nothing before it moved. */
function extendsRecord(facts: readonly Fact[], known: readonly Fact[]): boolean {
  return facts.length >= known.length && (known.length === 0 || facts[known.length - 1] === known[known.length - 1]);
}
