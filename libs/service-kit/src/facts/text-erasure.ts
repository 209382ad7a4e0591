import { services, type Reply, type Service } from '@weibao/messages';
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
 * Erases a free text with its recorded reason, first where it is owned, then in every service's copies. The chain keeps its salted hash.
 * Messages that still carry it leave the stream within its week.
 */
export async function eraseText(
  client: RequestClient,
  reader: FactReader,
  text: { contract: string; fact: string; field: string; reason: string },
): Promise<Reply<{ erased: boolean }>> {
  const { contract, fact, field, reason } = text;
  if (reason.trim() === '')
    return refuse(
      'TEXT.NO_REASON',
      `删除事实 ${fact} 的文字需要写明理由。`,
      `Erasing the text of ${fact} needs a reason.`,
    );
  const erased = await reader.eraseText(contract, fact, field, reason);
  for (const service of services) {
    const reply = await client.send(`${service}.${ERASE_OPERATION}`, {
      contract,
      actor: serviceActor(reader.service as Service),
      body: { fact, field },
    });
    if (!reply.ok) return reply; // safe to ask again: what is erased stays erased
  }
  return answer({ erased });
}
