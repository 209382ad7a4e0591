import { Injectable } from '@nestjs/common';
import { TRIAL_PREFIX, type Actor, type ContractView, type Heads, type Reply } from '@weibao/messages';
import { answer, Broker, ContractRecords, dropTrial, FactStore, RequestClient, type Call } from '@weibao/service-kit';
import { TermsFiles } from '../terms/terms-files.js';
import { badRegistration, contractExists, noSuchContract, notATrial } from './contract.refusals.js';
import { contractView } from './contract.view.js';
import { planRegistration } from './registration.js';

export interface Registered {
  contract: string;
  fact: string; // id of its contract.registered
  terms: string; // version of the terms file
  calendars: number[]; // years whose published lists were written into its record
}

/** The contracts that are kept here: registered once, listed for those who have a part in them, dropped only if they are trials. */
@Injectable()
export class ContractService {
  constructor(
    private readonly store: FactStore,
    private readonly records: ContractRecords,
    private readonly terms: TermsFiles,
    private readonly broker: Broker,
    private readonly client: RequestClient,
  ) {}

  async register(call: Call<'billing.contract.register'>, nowMs: number): Promise<Reply> {
    const { contract, body } = call;
    const plan = planRegistration({
      contract,
      body,
      terms: this.terms.shipped(body.pattern),
      patterns: this.terms.patterns,
      nowMs,
    });
    if (!plan.ok) return badRegistration(contract, plan.faults);
    const appended = await this.store.append(call, {
      facts: plan.facts,
      once: [{ key: 'contract.registered', fact: 0 }],
      expectHead: 0, // a contract's first fact, or none
      reply: ([registered]): Registered => ({
        contract,
        fact: registered?.id ?? '',
        terms: plan.terms,
        calendars: plan.years,
      }),
    });
    if (appended.outcome === 'moved' || appended.outcome === 'taken') return contractExists(contract);
    return appended.reply;
  }

  /** A trial that is half gone, or gone, is dropped again: the answer is the same, and no service keeps a remainder. */
  async drop(contract: string): Promise<Reply> {
    const record = await this.records.get(contract);
    if (!contract.startsWith(TRIAL_PREFIX) || (record.registered && !record.trial)) return notATrial(contract);
    return dropTrial(this.broker, this.client, 'billing', contract);
  }

  async view(contract: string): Promise<Reply<ContractView>> {
    const found = await this.find(contract);
    return found ? answer(found.view, found.heads) : noSuchContract(contract);
  }

  /** Those in which the organisation has a part, by id; the system administrator sees all. Trials only where asked for. */
  async list(actor: Actor, trials: boolean): Promise<Reply<{ contracts: ContractView[] }>> {
    const contracts: ContractView[] = [];
    for (const contract of [...(await this.records.contracts())].sort()) {
      if (!trials && contract.startsWith(TRIAL_PREFIX)) continue;
      const view = (await this.find(contract))?.view;
      if (view && mayList(actor, view)) contracts.push(view);
    }
    return answer({ contracts });
  }

  private async find(contract: string): Promise<{ view: ContractView; heads: Heads } | null> {
    const { registered, heads } = await this.records.get(contract);
    const terms = registered && this.terms.of({ contract, registered });
    return terms ? { view: contractView(contract, registered, terms), heads } : null;
  }
}

const mayList = (actor: Actor, { parties }: ContractView): boolean =>
  actor.role === 'system-administrator' || parties.some(({ organisation }) => organisation === actor.organisation);
