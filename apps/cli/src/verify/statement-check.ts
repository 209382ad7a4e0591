import { settleSubject } from '@weibao/engine';
import {
  parseInstant,
  statementSchema,
  subjectOf,
  type ExportedFact,
  type ExportedStatement,
  type Fact,
  type Statement,
  type StatementVerdict,
} from '@weibao/exchange';
import { recomputedText, type FormerStatement } from '@weibao/papers';
import { createHash } from 'node:crypto';
import { loadTerms, ownTermsIn, termsSha256 } from '../terms-files.js';
import type { KeptHeads } from './record-check.js';

export interface StatementChecked {
  statement: string;
  sha256: string;
  verdict: StatementVerdict | 'unlinked';
}

/** What is no fault of the file: the same bytes, or versions that this program does not have. */
export const isSound = ({ verdict }: StatementChecked): boolean => verdict === 'same' || verdict === 'other-version';

interface Read {
  exported: ExportedStatement;
  statement: Statement | null; // null: it cannot be read, or is not what its hash says
}

/** Computes the statements of an export again from its facts. Facts are kept only where there are statements. */
export class StatementCheck {
  /** On which heads each was frozen. */
  readonly heads: Readonly<Record<string, KeptHeads>>;
  private readonly read: readonly Read[];
  private readonly facts: { service: string; position: number; hash: string; fact: Fact }[] = [];

  constructor(statements: readonly ExportedStatement[]) {
    this.read = statements.map((exported) => ({ exported, statement: readStatement(exported) }));
    this.heads = Object.fromEntries(
      this.read.flatMap(({ statement }) => (statement ? [[statement.statement, statement.heads]] : [])),
    );
  }

  take({ service, position, hash, body }: ExportedFact): void {
    if (this.read.length > 0) this.facts.push({ service, position, hash, fact: JSON.parse(body) as Fact });
  }

  end(): StatementChecked[] {
    return this.read.map(({ exported, statement }, index) => ({
      statement: exported.statement,
      sha256: exported.sha256,
      verdict: statement ? this.verdict(statement, exported, index) : 'document-changed',
    }));
  }

  private verdict(statement: Statement, exported: ExportedStatement, index: number): StatementChecked['verdict'] {
    const before = this.read[index - 1]?.exported;
    const { previous } = statement;
    if ((previous?.sha256 ?? null) !== (before?.sha256 ?? null)) return 'unlinked';
    const facts = this.factsOf(statement);
    if (!facts) return 'record-changed';
    const terms = ownTermsIn(facts) ?? loadTerms(statement.pattern);
    if (!terms.ok) return 'other-version';
    const asOfMs = parseInstant(statement.asOf) ?? 0;
    const { outcome, figures } = settleSubject({ terms: terms.value, facts, asOfMs }, subjectOf(statement));
    const text = figures && recomputedText(statement, figures, this.formerOf(statement));
    if (text === exported.document) return 'same';
    const present = { ...outcome.versions, termsSha256: termsSha256(facts, statement.pattern) };
    const names = Object.keys(present) as (keyof typeof present)[];
    return names.some((name) => present[name] !== statement.versions[name]) ? 'other-version' : 'differs';
  }

  /** The facts up to the statement's heads; null where the file does not hold them as they were. */
  private factsOf({ heads }: Statement): Fact[] | null {
    const reached = Object.entries(heads).every(([service, { position, hash }]) =>
      this.facts.some((one) => one.service === service && one.position === position && one.hash === hash),
    );
    if (!reached) return null;
    return this.facts
      .filter(({ service, position }) => position <= (heads[service]?.position ?? 0))
      .map(({ fact }) => fact);
  }

  private formerOf({ former }: Statement): FormerStatement | null {
    const found = this.read.find(({ exported }) => exported.statement === former?.statement);
    if (!found?.statement) return null;
    return { statement: found.exported.statement, sha256: found.exported.sha256, figures: found.statement.figures };
  }
}

function readStatement({ statement, sha256, document }: ExportedStatement): Statement | null {
  if (createHash('sha256').update(document, 'utf8').digest('hex') !== sha256) return null;
  try {
    const parsed = statementSchema.safeParse(JSON.parse(document));
    return parsed.success && parsed.data.statement === statement ? parsed.data : null;
  } catch {
    return null;
  }
}
