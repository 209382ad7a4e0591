import { fields } from '@weibao/exchange';
import {
  operations,
  services,
  type Allowed,
  type ChainsCompared,
  type ChainsPage,
  type Operation,
  type Reply,
  type Service,
} from '@weibao/messages';
import { z } from 'zod';
import { HEADS_OPERATION, type HeadsPage } from '../facts/fact-copies.js';
import { ChainVerification } from '../facts/chain-verification.js';
import { FactExport } from '../facts/fact-export.js';
import { FactImport, type OnceKeyOf } from '../facts/fact-import.js';
import { eraseCopiedText, eraseText, ERASE_OPERATION, forgetPublished } from '../facts/text-erasure.js';
import { DROP_OPERATION, forgetTrial } from '../facts/trial-drop.js';
import type { Call } from '../messaging/call.js';
import { answer, refuse } from '../messaging/reply.js';
import type { BuiltIn } from '../messaging/request-server.js';
import { forgetContract, type Kit } from './kit.js';

const HEADS_PAGE = 1000;
const between: Allowed = { roles: ['service'], parts: [] };
const of = (service: Service, kind: Operation['kind'], body: z.ZodType): Operation => ({
  service,
  kind,
  body,
  allowed: between,
});

/** What every service answers in the same way: reading its facts, the import door, and what services ask of each other. */
export function builtIns(kit: Kit, onceKeyOf: OnceKeyOf): Record<string, BuiltIn> {
  const { service, reader, records, database } = kit;
  const exporter = new FactExport(database, service);
  const chains = new ChainVerification(database);
  const door = new FactImport(service, kit.store, records, kit.copies, onceKeyOf);
  return {
    [`${service}.facts.read`]: {
      operation: operations[`${service}.facts.read`],
      handler: async (call: Call<'incident.facts.read'>): Promise<Reply> => {
        const page = await reader.page(call.contract, call.body.after, call.body.limit);
        return answer(page, { [service]: page.head });
      },
    },
    [`${service}.facts.export`]: {
      operation: operations[`${service}.facts.export`],
      handler: async (call: Call<'incident.facts.export'>): Promise<Reply> => {
        const { parties } = await records.get(call.contract);
        const isParty = parties.some(({ organisation }) => organisation === call.actor.organisation);
        return answer(await exporter.page(call.contract, call.body.after, call.body.limit, isParty));
      },
    },
    [`${service}.fact.erase`]: {
      operation: operations[`${service}.fact.erase`],
      handler: ({ contract, body }: Call<'incident.fact.erase'>): Promise<Reply> =>
        eraseText(kit.client, reader, { contract, ...body }),
    },
    [`${service}.chain.verify`]: {
      operation: operations[`${service}.chain.verify`],
      handler: async ({ body }: Call<'incident.chain.verify'>): Promise<Reply<ChainsPage>> =>
        answer(await chains.page(body.after)),
    },
    [`${service}.chain.compare`]: {
      operation: operations[`${service}.chain.compare`],
      handler: async ({ body }: Call<'incident.chain.compare'>): Promise<Reply<ChainsCompared>> =>
        answer({ faults: await chains.compare(body.witnesses) }),
    },
    [`${service}.facts.import`]: {
      operation: operations[`${service}.facts.import`],
      handler: (call: Call<'incident.facts.import'>) => door.import(call),
    },
    [`${service}.${HEADS_OPERATION}`]: {
      operation: of(service, 'query', z.strictObject({ after: z.string() })),
      handler: async ({ body }: { body: { after: string } }): Promise<Reply<HeadsPage>> => {
        const heads = await reader.heads(body.after, HEADS_PAGE);
        return answer({ heads, next: heads.length === HEADS_PAGE ? (heads.at(-1)?.contract ?? null) : null });
      },
    },
    [`${service}.${DROP_OPERATION}`]: {
      operation: of(service, 'query', z.strictObject({})),
      handler: async ({ contract }: { contract: string }): Promise<Reply> => {
        if (!contract.startsWith('trial-'))
          return refuse('CONTRACT.NOT_A_TRIAL', `合同 ${contract} 不是试算合同。`, `${contract} is not a trial.`);
        await forgetTrial(database, contract);
        forgetContract(kit, contract, 'trial');
        return answer({});
      },
    },
    [`${service}.${ERASE_OPERATION}`]: {
      operation: of(service, 'query', z.strictObject({ owner: z.enum(services), fact: fields.key, field: fields.key })),
      handler: async ({
        contract,
        body,
      }: {
        contract: string;
        body: { owner: Service; fact: string; field: string };
      }): Promise<Reply> => {
        await eraseCopiedText(database, contract, body.fact, body.field);
        if (service === 'billing') await forgetPublished(kit.broker, body.owner, contract);
        forgetContract(kit, contract, 'text');
        return answer({});
      },
    },
  };
}
