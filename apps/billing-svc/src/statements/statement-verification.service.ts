import { Injectable } from '@nestjs/common';
import { ENGINE_VERSION, settleSubject } from '@weibao/engine';
import { parseInstant, subjectOf, type Statement, type StatementVerdict } from '@weibao/exchange';
import type { Heads, Reply, StatementVerification } from '@weibao/messages';
import { recomputedText, statementDifferences } from '@weibao/papers';
import { answer, HeadsReader, type RecordAtHeads } from '@weibao/service-kit';
import { noSuchContract } from '../contracts/contract.refusals.js';
import { OutcomeService, type SettledRecord } from '../outcomes/outcome.service.js';
import { TermsFiles } from '../terms/terms-files.js';
import { StatementRepository, type StoredStatement } from './statement.repository.js';
import { asFormer, readStatement, sha256Of } from './statement.service.js';

const MOST_DIFFERENCES = 100;

/** Computes an issued statement again from the facts up to its heads, and compares the bytes. */
@Injectable()
export class StatementVerificationService {
  constructor(
    private readonly outcomes: OutcomeService,
    private readonly headsReader: HeadsReader,
    private readonly statements: StatementRepository,
    private readonly terms: TermsFiles,
  ) {}

  async verify(contract: string, stored: StoredStatement): Promise<Reply<StatementVerification>> {
    const record = await this.outcomes.recordOf(contract);
    if (!record) return noSuchContract(contract);
    const statement = readStatement(stored);
    const then = await this.headsReader.read(contract, positionsOf(statement));
    return answer(await this.verification(record, stored, statement, then), record.heads);
  }

  private async verification(
    record: SettledRecord,
    stored: StoredStatement,
    statement: Statement,
    then: RecordAtHeads,
  ): Promise<StatementVerification> {
    const asOfMs = parseInstant(statement.asOf) ?? 0;
    const input = { terms: record.terms, facts: then.facts, asOfMs };
    const { outcome, figures } = settleSubject(input, subjectOf(statement));
    const present = {
      ...outcome.versions,
      engine: ENGINE_VERSION,
      termsSha256: this.terms.sha256(record),
    };
    const former = asFormer(await this.statements.formerOf(record.contract, stored));
    const text = figures && recomputedText(statement, figures, former);
    const place = changedPlace(statement, then);
    return {
      statement: statement.statement,
      verdict: verdictOf({ stored, statement, text, present, place }),
      sha256: stored.sha256,
      recomputed: text && sha256Of(text),
      recorded: statement.versions,
      present,
      place,
      differences: figures ? statementDifferences(statement.figures, figures).slice(0, MOST_DIFFERENCES) : [],
    };
  }
}

const positionsOf = ({ heads }: Statement): Heads =>
  Object.fromEntries(Object.entries(heads).map(([service, { position }]) => [service, position])) as Heads;

/** Where the record is no longer the one that the statement was issued on: a chain that does not hold, or leads to another hash. */
function changedPlace({ heads }: Statement, then: RecordAtHeads): StatementVerification['place'] {
  if (then.fault) return { service: then.fault.service, position: then.fault.position };
  const moved = Object.entries(heads).find(
    ([service, { hash }]) => then.heads[service as keyof RecordAtHeads['heads']]?.hash !== hash,
  );
  return moved ? { service: moved[0], position: moved[1].position } : null;
}

/** A document or record that somebody changed comes first. What comes out otherwise with other versions is no fault of anybody, and is said as such. */
function verdictOf(found: {
  stored: StoredStatement;
  statement: Statement;
  text: string | null;
  present: Statement['versions'];
  place: StatementVerification['place'];
}): StatementVerdict {
  const { stored, statement, text, present, place } = found;
  if (sha256Of(stored.document) !== stored.sha256) return 'document-changed';
  if (place) return 'record-changed';
  if (text === stored.document) return 'same';
  const { versions } = statement;
  const isOther = (Object.keys(versions) as (keyof Statement['versions'])[]).some(
    (name) => versions[name] !== present[name],
  );
  return isOther ? 'other-version' : 'differs';
}
