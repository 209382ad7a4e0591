import type { Fact } from '@weibao/exchange';
import {
  isRecordable,
  mayRecord,
  ownerOf,
  sideOf,
  type RecordableFact,
  type Reply,
  type Service,
} from '@weibao/messages';
import type { Call } from '../messaging/call.js';
import { refusalOf, type CommandFault } from '../messaging/command-fault.js';
import { refuse } from '../messaging/reply.js';
import type { ContractRecord, ContractRecords } from './contract-records.js';
import type { FactCopies } from './fact-copies.js';
import type { NewFact } from './fact-body.js';
import type { FactStore } from './fact-store.js';
import { commonFaults, twiceFault, unknownFaults, type Recording } from './record-checks.js';
import { StandingFacts } from './standing-facts.js';

export interface RecordingOf extends Recording {
  record: ContractRecord;
}

type RecordCall = Call<'incident.fact.record' | 'inspection.fact.record' | 'billing.fact.record'>;

/** What a service makes of a fact beyond what all of them check. */
export interface Examined {
  faults: readonly CommandFault[];
  /** Stored instead of the given one, such as with `by: "both"`. */
  fact?: RecordableFact;
  /** What the same command says besides: stored in the same transaction. Whoever examines it answers for who may say it. */
  also?: readonly RecordableFact[];
  /** What of it must not stand twice, where it rests on more than the fact itself. */
  onceKey?: string;
  /** Decided on several facts at once: decided again when the record has grown meanwhile. */
  headUnmoved?: boolean;
  /** Said in the answer beside what was stored: what whoever recorded it has to know and nothing refuses. */
  told?: Readonly<Record<string, unknown>>;
}

export interface RecordingRules {
  /** As for imports: what stands once in a contract, by what the fact says. */
  onceKeyOf(fact: { type: string } & Record<string, unknown>): string | null;
  examine(recording: RecordingOf): Examined | Promise<Examined>;
  /** The fact is one that the command itself makes: who may send the command may record it, whatever the table of recorders says. */
  ofTheCommand?: true;
}

/** How often a command is decided again because the record moved under it. */
const MAX_ATTEMPTS = 25;

/** Records one fact of a person: allowed, checked against the record, stored once. Every service has one, with rules of its own. */
export class FactRecording {
  constructor(
    private readonly service: Service,
    private readonly store: FactStore,
    private readonly records: ContractRecords,
    private readonly copies: FactCopies,
    private readonly nowMs: () => number = Date.now,
  ) {}

  /** The answer: `{ fact, at, by }`, or a refusal that names every fault. */
  async record(call: RecordCall, rules: RecordingRules): Promise<Reply> {
    let caughtUp = false;
    let abandoned: string | null = null; // a key that only a withdrawn fact still holds: an import brought both at once
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
      const recording = await this.recordingOf(call);
      const { fact, side, record } = recording;
      if (ownerOf(fact.type) !== this.service) return elsewhere(fact.type);
      const may = rules.ofTheCommand || (isRecordable(fact.type) && mayRecord(fact.type, call.actor.role, side));
      if (!may) return notYours(fact.type, call.actor.role);
      if (!record.registered) return unknownContract(call.contract);
      const unknown = unknownFaults(recording);
      const examined = await rules.examine(recording);
      const faults = [...commonFaults(recording), ...unknown, ...examined.faults];
      if (!caughtUp && faults.some(({ code }) => /UNKNOWN$|TOO_EARLY$/.test(code))) {
        // What is named may stand with another service and be on its way here.
        caughtUp = true;
        await this.copies.catchUp(call.contract);
        continue;
      }
      const stored = withSide(examined.fact ?? fact, recording);
      const key = examined.onceKey ?? rules.onceKeyOf(stored);
      const first = key === null ? undefined : recording.standing.find((known) => rules.onceKeyOf(known) === key);
      if (first) faults.push(twiceFault(fact, first));
      if (faults.length > 0) return { ok: false, error: refusalOf(faults) };
      const also = (examined.also ?? []).map((one) => withSide(one, recording));
      const once = [key, ...also.map((one) => rules.onceKeyOf(one))].flatMap((held, place) =>
        held === null ? [] : [{ key: held, fact: place }],
      );
      const appended = await this.store.append(call, {
        facts: [stored, ...also] as NewFact[],
        once,
        ...(abandoned !== null && once.some((held) => held.key === abandoned) ? { release: [abandoned] } : {}),
        ...(examined.headUnmoved ? { expectHead: record.heads[this.service] ?? 0 } : {}),
        reply: ([written]) => ({ fact: written?.id, at: written?.at, by: written?.by ?? null, ...examined.told }),
      });
      if (appended.outcome !== 'taken' && appended.outcome !== 'moved') return appended.reply;
      if (appended.outcome === 'taken') {
        const holder = recording.standing.byId(appended.fact);
        if (holder && recording.standing.withdrawalOf(holder)) abandoned = appended.key;
      }
      // Somebody was faster: the next reading shows what they stored, and the decision is made on that.
    }
    return refuse(
      'RECORD.BUSY',
      `合同 ${call.contract} 正有大量录入，本次没有保存。请用同一命令编号重试，不会重复记录。`,
      `Contract ${call.contract} is being written to heavily; nothing was stored. Try again with the same command id: it is done once.`,
    );
  }

  private async recordingOf(call: RecordCall): Promise<RecordingOf> {
    const record = await this.records.get(call.contract);
    const { contract, trial, parties, facts } = record;
    const { fact } = call.body;
    return {
      contract,
      trial,
      side: sideOf(call.actor, parties),
      nowMs: this.nowMs(),
      fact,
      standing: new StandingFacts(facts),
      record,
    };
  }
}

/** A fact says which side it comes from; the platform's own has none. */
function withSide(fact: RecordableFact, { side }: Recording): RecordableFact & Record<string, unknown> {
  const { by, ...said } = fact as Fact;
  const speaker = by === 'both' || by === 'monitor' ? by : (side ?? undefined);
  return { ...said, ...(speaker === undefined ? {} : { by: speaker }) } as RecordableFact & Record<string, unknown>;
}

const elsewhere = (type: string): Reply<never> =>
  refuse(
    'RECORD.ELSEWHERE',
    `“${type}”不由本服务保管，没有保存。请交给 ${ownerOf(type)} 服务。`,
    `"${type}" is not kept by this service; nothing was stored. Send it to ${ownerOf(type)}.`,
  );

const unknownContract = (contract: string): Reply<never> =>
  refuse(
    'RECORD.UNKNOWN_CONTRACT',
    `合同 ${contract} 尚未登记，没有保存。请核对合同编号。`,
    `The contract ${contract} is not registered; nothing was stored. Check its id.`,
  );

const notYours = (type: string, role: string): Reply<never> =>
  refuse(
    'ACCESS.FACT_TYPE',
    `角色 ${role} 或贵单位在该合同中的一方不能记录“${type}”，没有保存。请由有权限的账号或对方记录。`,
    `The role ${role}, or your side of the contract, does not record "${type}"; nothing was stored. Use an account that may, or ask the other side.`,
  );
