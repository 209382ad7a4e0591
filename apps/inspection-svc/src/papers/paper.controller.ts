import { Controller } from '@nestjs/common';
import { MessagePattern } from '@nestjs/microservices';
import { judgedPeriods, type JudgedPeriods } from '@weibao/engine';
import { freeTextFields, type Fact } from '@weibao/exchange';
import {
  paperKinds,
  sideOf,
  type PaperFact,
  type PaperFound,
  type PaperKind,
  type PaperView,
  type Reply,
} from '@weibao/messages';
import { answer, ContractRecords, refuse, StandingFacts, type Call, type ContractRecord } from '@weibao/service-kit';
import { TermsFiles } from '../terms/terms-files.js';
import { paperCode, typedCode } from './paper-code.js';
import { factsOn, papersIn } from './paper-subjects.js';

/** Papers that people sign and seal: what stands on them, and which one a code is of. */
@Controller()
export class PaperController {
  constructor(
    private readonly records: ContractRecords,
    private readonly terms: TermsFiles,
  ) {}

  @MessagePattern('inspection.paper.get')
  async get({ contract, actor, body }: Call<'inspection.paper.get'>): Promise<Reply<{ paper: PaperView }>> {
    const record = await this.records.get(contract);
    const { facts, heads, parties } = record;
    const { kind, subject } = body;
    const shown = isKind(kind) ? factsOn(kind, subject, new StandingFacts(facts), this.judged(record)) : null;
    if (!isKind(kind) || !shown) return unknownPaper(contract, `${kind} ${subject}`);
    const isParty = sideOf(actor, parties) !== null;
    const paper: PaperView = {
      ...found(contract, kind, subject),
      facts: shown.map((fact) => withoutOurs(fact, isParty)),
    };
    return answer({ paper }, heads);
  }

  @MessagePattern('inspection.paper.find')
  async find({ contract, body }: Call<'inspection.paper.find'>): Promise<Reply<{ paper: PaperFound | null }>> {
    const record = await this.records.get(contract);
    const { facts, heads } = record;
    const code = typedCode(body.code);
    if (code !== null)
      for (const [kind, subject] of papersIn(new StandingFacts(facts), this.judged(record)))
        if (paperCode(contract, kind, subject) === code)
          return answer({ paper: found(contract, kind, subject) }, heads);
    return answer({ paper: null }, heads);
  }

  private judged({ contract, registered, facts }: ContractRecord): JudgedPeriods {
    const terms = this.terms.of({ contract, registered });
    return terms ? judgedPeriods({ terms, facts, asOfMs: Date.now() }) : { assessed: [], accepted: [] };
  }
}

const isKind = (kind: string): kind is PaperKind => (paperKinds as readonly string[]).includes(kind);

const found = (contract: string, kind: PaperKind, subject: string): PaperFound => ({
  contract,
  kind,
  subject,
  document: kind,
  code: paperCode(contract, kind, subject),
});

const ours: readonly string[] = ['schema', 'storedAt', 'commandId', 'actor'];

/** A fact as it stands on paper; free text, where patients' names may stand, is for the parties. */
function withoutOurs(fact: Fact, isParty: boolean): PaperFact {
  const hidden = isParty ? ours : [...ours, ...freeTextFields];
  return Object.fromEntries(Object.entries(fact).filter(([field]) => !hidden.includes(field))) as PaperFact;
}

const unknownPaper = (contract: string, what: string): Reply<never> =>
  refuse(
    'PAPER.UNKNOWN',
    `合同 ${contract} 的记录中没有可以打印的“${what}”。请核对编号，或先登记它。`,
    `The record of contract ${contract} has nothing to print for "${what}". Check its key, or record it first.`,
  );
