import { FACTS_STREAM, isContractId, services, SIGNALS_STREAM, type Reply, type Service } from '@weibao/messages';
import type { Broker } from '../messaging/broker.js';
import { answer, refuse } from '../messaging/reply.js';
import type { RequestClient } from '../messaging/request-client.js';
import type { Database } from '../runtime/database.js';
import { serviceActor } from './fact-copies.js';

const TRIAL = /^trial-/;
const tables = ['fact_text', 'once', 'command', 'copy', 'consumed', 'signal', 'lease', 'fact', 'head'];

export const DROP_OPERATION = 'trial.drop';

/** Deletes all that one service holds of a trial. A real contract is append-only: asking for it is a fault of the caller. */
export async function forgetTrial(database: Database, contract: string): Promise<void> {
  if (!TRIAL.test(contract) || !isContractId(contract)) throw new Error(`${contract} is not a trial contract`);
  await database.transaction(async (client) => {
    // The head first: a command that is under way finishes before, and one that comes after starts from nothing.
    await client.query(`select 1 from ${database.schema}.head where contract = $1 for update`, [contract]);
    for (const table of tables)
      await client.query(`delete from ${database.schema}.${table} where contract = $1`, [contract]);
  });
}

/**
 * Makes every service forget a trial, the asking one included, and takes it out of the streams. Refused for real contracts, and, with nothing
 * promised, when a service does not answer: ask again, it is safe to repeat.
 */
export async function dropTrial(
  broker: Broker,
  client: RequestClient,
  asking: Service,
  contract: string,
): Promise<Reply<{ dropped: string }>> {
  if (!TRIAL.test(contract) || !isContractId(contract))
    return refuse(
      'CONTRACT.NOT_A_TRIAL',
      `合同 ${contract} 不是试算合同,记录只增不删,不能移除。`,
      `The contract ${contract} is not a trial: its record is append-only and cannot be dropped.`,
    );
  for (const service of services) {
    const reply = await client.send(`${service}.${DROP_OPERATION}`, {
      contract,
      actor: serviceActor(asking),
      body: {},
    });
    if (!reply.ok) return reply;
  }
  const manager = await broker.jetstreamManager();
  await manager.streams.purge(FACTS_STREAM, { filter: `facts.*.${contract}` });
  await manager.streams.purge(SIGNALS_STREAM, { filter: `signals.*.${contract}` });
  return answer({ dropped: contract });
}
