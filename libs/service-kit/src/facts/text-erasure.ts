import { FACTS_STREAM, factSubject, services, type Reply, type Service } from '@weibao/messages';
import type { Broker } from '../messaging/broker.js';
import { answer, refuse } from '../messaging/reply.js';
import type { RequestClient } from '../messaging/request-client.js';
import type { Database } from '../runtime/database.js';
import { serviceActor } from './fact-copies.js';
import type { FactReader } from './fact-reader.js';

export const ERASE_OPERATION = 'text.erase';

/** Takes a text out of the copies that one service holds of another's fact. */
export async function eraseCopiedText(
  database: Database,
  contract: string,
  fact: string,
  field: string,
): Promise<void> {
  await database.pool.query(
    `update ${database.schema}.copy set texts = texts - $3
     where contract = $1 and texts ? $3 and (body::jsonb) ->> 'id' = $2`,
    [contract, fact, field],
  );
}

/**
 * Takes what a service published of a contract out of the stream, and with it every message that still carries the text. JetStream is transport: who had
 * not heard of them sees a gap and asks the owner, who gives them without it.
 */
export async function forgetPublished(broker: Broker, owner: Service, contract: string): Promise<void> {
  const manager = await broker.jetstreamManager();
  await manager.streams.purge(FACTS_STREAM, { filter: factSubject(owner, contract) });
}

/**
 * Erases a free text with its recorded reason, first where it is owned, then in every service's copies; billing-svc, which keeps the streams, empties
 * them of it. The chain keeps its salted hash.
 */
export async function eraseText(
  client: RequestClient,
  reader: FactReader,
  text: { contract: string; fact: string; field: string; reason: string },
): Promise<Reply<{ fact: string; field: string; erased: true }>> {
  const { contract, fact, field, reason } = text;
  if (reason.trim() === '')
    return refuse(
      'TEXT.NO_REASON',
      `删除事实 ${fact} 的文字需要写明理由。`,
      `Erasing the text of ${fact} needs a reason.`,
    );
  const found = await reader.eraseText(contract, fact, field, reason);
  if (found === 'unknown')
    return refuse(
      'RECORD.FACT_UNKNOWN',
      `合同 ${contract} 的 ${reader.service} 记录 ${fact} 没有文字“${field}”。请核对记录编号和字段。`,
      `Fact ${fact} of ${contract} has no text "${field}" in ${reader.service}. Check the fact's id and the field.`,
    );
  for (const service of services) {
    const reply = await client.send(`${service}.${ERASE_OPERATION}`, {
      contract,
      actor: serviceActor(reader.service as Service),
      body: { owner: reader.service, fact, field },
    });
    if (!reply.ok) return reply; // safe to ask again: what is erased stays erased
  }
  return answer({ fact, field, erased: true });
}
