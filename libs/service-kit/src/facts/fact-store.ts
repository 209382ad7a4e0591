import { canonicalJson } from '@weibao/exchange';
import type { Envelope, Reply, Service } from '@weibao/messages';
import { createHash } from 'node:crypto';
import { answer, refuse } from '../messaging/reply.js';
import type { Database } from '../runtime/database.js';
import { prepareFact, STAMP_MARK, type FactWritten, type NewFact } from './fact-body.js';

/** What a command makes of the record. All of it is stored, or nothing. */
export interface Write {
  facts: readonly NewFact[];
  /** What must not happen twice in a contract, such as `incident.reported:I1`, each by the fact (index) that holds it. */
  once?: readonly { key: string; fact: number }[];
  /** Keys that are free again. Those of a withdrawn fact are freed by the fact.withdrawn itself. */
  release?: readonly string[];
  /** Only if the contract's position in this service is still this: what was decided on is then still true. */
  expectHead?: number;
  /** False for imports: keys are recorded, not enforced (of the same stage twice the earlier counts). */
  onceEnforced?: boolean;
  /** Made before storing: instants may be marks. Stored, and answered again word for word. No free text. */
  reply: (facts: readonly FactWritten[]) => unknown;
}

export type Appended =
  | { outcome: 'appended' | 'repeated' | 'refused'; reply: Reply }
  | { outcome: 'taken'; key: string; fact: string }
  | { outcome: 'moved'; position: number };

/** Of a call, what the store needs. */
export interface Commanded {
  operation: string;
  envelope: Envelope;
}

interface AppendRow {
  outcome: 'appended' | 'repeated' | 'command-conflict' | 'taken' | 'moved';
  head: number;
  answer: string | null;
  taken_key: string | null;
  taken_by: string | null;
}

/** Above this a stored fact would not fit a message together with its texts. */
const MAX_BODY_BYTES = 160 * 1024;

/** The append-only facts of one service. */
export class FactStore {
  private readonly listeners = new Set<(contract: string) => void>();
  private readonly appendSql: string;
  private readonly priorSql: string;

  constructor(
    readonly database: Database,
    readonly service: Service,
  ) {
    const { schema } = database;
    this.appendSql = `select outcome, head, answer, taken_key, taken_by from ${schema}.append_facts(
      $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`;
    this.priorSql = `select body_hash, position, reply from ${schema}.command where contract = $1 and command_id = $2`;
  }

  /** Calls back after each append of this process, once it is committed. Returns how to stop. */
  onAppend(callback: (contract: string) => void): () => void {
    this.listeners.add(callback);
    return () => this.listeners.delete(callback);
  }

  /**
   * Stores a command's facts in one statement. When the connection is lost on the way it is sent again: the command id
   * tells whether it had been committed.
   */
  async append(commanded: Commanded, write: Write): Promise<Appended> {
    const { envelope } = commanded;
    const prepared = write.facts.map((fact, index) => prepareFact(fact, index, { ...envelope, service: this.service }));
    const large = prepared.find((fact) => Buffer.byteLength(fact.body) > MAX_BODY_BYTES);
    if (large) return { outcome: 'refused', reply: tooLarge(large.written.id) };
    const ids = prepared.map((fact) => fact.written.id);
    const texts = prepared.flatMap((fact) => fact.texts);
    const once = write.once ?? [];
    const [row] = await this.database.patiently<AppendRow>({
      name: 'append-facts',
      text: this.appendSql,
      values: [
        envelope.contract,
        envelope.commandId,
        commandHash(commanded),
        write.expectHead ?? null,
        STAMP_MARK,
        ids,
        prepared.map((fact) => fact.written.type),
        prepared.map((fact) => fact.body),
        write.facts.flatMap((fact) => (fact.type === 'fact.withdrawn' ? [fact.fact] : [])),
        once.map((entry) => entry.key),
        once.map((entry) => ids[entry.fact] as string),
        write.onceEnforced ?? true,
        write.release ?? [],
        texts.map((text) => text.fact),
        texts.map((text) => text.field),
        texts.map((text) => text.text),
        texts.map((text) => text.salt),
        JSON.stringify(write.reply(prepared.map((fact) => fact.written)) ?? null),
      ],
    });
    if (!row) throw new Error('append_facts returned nothing');
    switch (row.outcome) {
      case 'taken':
        return { outcome: 'taken', key: row.taken_key as string, fact: row.taken_by as string };
      case 'moved':
        return { outcome: 'moved', position: row.head };
      case 'command-conflict':
        return { outcome: 'refused', reply: conflict(envelope.commandId) };
      default:
        for (const listener of this.listeners) listener(envelope.contract);
        return { outcome: row.outcome, reply: this.stored(row.answer as string, row.head) };
    }
  }

  /** The answer this command was given when it was done; a refusal if another one had its id; null if it was never done. */
  async priorReply(commanded: Commanded): Promise<Reply | null> {
    const { contract, commandId } = commanded.envelope;
    const [row] = await this.database.patiently<{ body_hash: Buffer; position: number; reply: string }>({
      name: 'prior-reply',
      text: this.priorSql,
      values: [contract, commandId],
    });
    if (!row) return null;
    return row.body_hash.equals(commandHash(commanded)) ? this.stored(row.reply, row.position) : conflict(commandId);
  }

  private stored(reply: string, position: number): Reply {
    return answer(JSON.parse(reply) as unknown, { [this.service]: position });
  }
}

/** A command is the same when who sent it, what it asks and everything in it are the same. */
function commandHash({ operation, envelope }: Commanded): Buffer {
  const { actor, contract, body } = envelope;
  const said = canonicalJson({ operation, contract, body, account: actor.account, organisation: actor.organisation });
  return createHash('sha256').update(said, 'utf8').digest();
}

function conflict(commandId: string): Reply<never> {
  return refuse(
    'COMMAND.ID_REUSED',
    `编号 ${commandId} 已用于另一条内容不同的命令,本次没有保存。请换一个新编号重新提交。`,
    `The command id ${commandId} was used for another command with other content; nothing was stored. Send this one with a new id.`,
  );
}

function tooLarge(fact: string): Reply<never> {
  return refuse(
    'FACT.TOO_LARGE',
    `事实 ${fact} 超过 ${MAX_BODY_BYTES / 1024} KB,没有保存。请缩短内容,文件请走附件上传。`,
    `The fact ${fact} is larger than ${MAX_BODY_BYTES / 1024} KB; nothing was stored. Shorten it; files go by upload.`,
  );
}
