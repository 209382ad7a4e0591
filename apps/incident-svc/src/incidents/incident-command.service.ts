import { Injectable } from '@nestjs/common';
import { sideOf, type OperationName, type Reply } from '@weibao/messages';
import { FactStore, refusalOf, refuse, type Call } from '@weibao/service-kit';
import type { CommandContext, Decision } from './command-context.js';
import { onceKeyOf } from '../once-keys.js';
import { placeOf } from './reporter-place.js';
import { ContractFiles, type ContractFile } from '../records/contract-files.js';

type Decide<Name extends OperationName> = (context: CommandContext, body: Call<Name>['body']) => Decision;

/** How often a command is decided again because the record moved under it, before it is given back. */
const MAX_ATTEMPTS = 25;

/** Turns commands into facts: decided on the contract's record, stored in one statement, decided again when the record moved meanwhile. */
@Injectable()
export class IncidentCommandService {
  /** Of each contract the last command that is being numbered here: see inTurn. */
  private readonly turns = new Map<string, Promise<unknown>>();

  constructor(
    private readonly store: FactStore,
    private readonly files: ContractFiles,
  ) {}

  /** The answer to a command: `{ fact, at, … }` or a refusal that names every fault. */
  async execute<Name extends OperationName>(call: Call<Name>, decide: Decide<Name>): Promise<Reply> {
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      const file = await this.files.open(call.contract);
      const position = file.record.heads.incident ?? 0;
      const decision = decide(this.contextOf(call, file), call.body);
      if (!decision.ok) return { ok: false, error: refusalOf(decision.faults) };
      const key = onceKeyOf(decision.fact);
      const appended = await this.store.append(call, {
        facts: [decision.fact as Parameters<FactStore['append']>[1]['facts'][number]],
        once: key === null ? [] : [{ key, fact: 0 }],
        ...(decision.headUnmoved ? { expectHead: position } : {}),
        reply: (facts) => ({ ...decision.result, fact: facts[0]?.id, at: facts[0]?.at }),
      });
      if (appended.outcome !== 'taken' && appended.outcome !== 'moved') return appended.reply;
      // Somebody was faster. The next reading shows what they stored, and the decision is made on that.
      call.log.debug({ outcome: appended.outcome, attempt }, 'deciding again');
    }
    return refuse(
      'INCIDENT.BUSY',
      `合同 ${call.contract} 正有大量录入，本次没有保存。请用同一命令编号重试，不会重复登记。`,
      `Contract ${call.contract} is being written to heavily; nothing was stored. Try again with the same command id: it is done once.`,
    );
  }

  /**
   * As execute, one after another for each contract: reports that are given the next number would collide with each other, and be decided again
   * and again. Between two instances the unique key of the number settles it.
   */
  async executeInTurn<Name extends OperationName>(call: Call<Name>, decide: Decide<Name>): Promise<Reply> {
    const before = this.turns.get(call.contract) ?? Promise.resolve();
    const mine = before.then(() => this.execute(call, decide));
    const settled = mine.catch(() => undefined);
    this.turns.set(call.contract, settled);
    try {
      return await mine;
    } finally {
      if (this.turns.get(call.contract) === settled) this.turns.delete(call.contract);
    }
  }

  private contextOf(call: Call<OperationName>, file: ContractFile): CommandContext {
    const nowMs = Date.now();
    return {
      contract: call.contract,
      terms: this.files.inputOf(file, nowMs).terms,
      record: file.lookup,
      nowMs,
      by: sideOf(call.actor, file.record.parties) ?? 'hospital',
      place: placeOf(call.actor),
    };
  }
}
