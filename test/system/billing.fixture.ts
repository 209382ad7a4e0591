import { requestSubject, type Actor, type Heads, type OperationName, type Reply } from '@weibao/messages';
import { connect, type NatsConnection } from 'nats';
import { randomUUID } from 'node:crypto';

export const administrator: Actor = { account: 'admin', organisation: 'platform', role: 'system-administrator' };
export const finance: Actor = { account: 'finance', organisation: 'demo-hospital', role: 'finance' };
export const vendor: Actor = { account: 'vendor', organisation: 'demo-vendor', role: 'vendor' };
export const wall: Actor = { account: 'wall', organisation: 'demo-hospital', role: 'wall' };
export const stranger: Actor = { account: 'finance', organisation: 'other-hospital', role: 'finance' };

export const parties = [
  { organisation: 'demo-hospital', part: 'customer' },
  { organisation: 'demo-vendor', part: 'vendor' },
];

export interface Asked {
  actor: Actor;
  commandId?: string;
}

/** Asks the running services as the gateway does: envelopes over NATS. */
export class Questions {
  private constructor(readonly connection: NatsConnection) {}

  static async to(natsUrl: string): Promise<Questions> {
    return new Questions(await connect({ servers: natsUrl }));
  }

  async ask<Result = unknown>(
    operation: OperationName,
    contract: string,
    body: unknown,
    { actor, commandId }: Asked,
  ): Promise<Reply<Result>> {
    const requestId = randomUUID();
    const envelope = { commandId: commandId ?? requestId, requestId, actor, contract, body };
    const message = await this.connection.request(requestSubject(operation, contract), JSON.stringify(envelope), {
      timeout: 10_000,
    });
    return message.json<Reply<Result>>();
  }

  /** The result, or a failure that shows the refusal. */
  async want<Result>(operation: OperationName, contract: string, body: unknown, asked: Asked) {
    const reply = await this.ask<Result>(operation, contract, body, asked);
    if (!reply.ok) throw new Error(`${operation} ${contract}: ${JSON.stringify(reply.error)}`);
    return reply;
  }

  /** Stores facts with the service that owns them; the heads that its answer names. */
  async importFacts(contract: string, service: keyof Heads, facts: readonly object[]): Promise<Heads> {
    const operation = `${service}.facts.import` as OperationName;
    return (await this.want(operation, contract, { facts }, { actor: administrator })).heads;
  }

  /** Asks again until the answer is made of at least these facts: order between services is never relied on, completeness is. */
  async complete<Result>(operation: OperationName, contract: string, body: unknown, asked: Asked, heads: Heads) {
    const untilMs = performance.now() + 20_000;
    for (;;) {
      const reply = await this.want<Result>(operation, contract, body, asked);
      const reached = Object.entries(heads).every(
        ([service, position]) => (reply.heads[service as keyof Heads] ?? 0) >= position,
      );
      if (reached) return reply;
      if (performance.now() > untilMs)
        throw new Error(
          `${operation} ${contract} stays at ${JSON.stringify(reply.heads)}, wanted ${JSON.stringify(heads)}`,
        );
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async close(): Promise<void> {
    await this.connection.close();
  }
}
