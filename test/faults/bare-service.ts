import 'reflect-metadata';
import { Controller, Module, type Type } from '@nestjs/common';
import { MessagePattern } from '@nestjs/microservices';
import { operations, type Actor, type Envelope, type Reply, type Service } from '@weibao/messages';
import {
  createLogger,
  refuse,
  startService,
  type Call,
  type Commanded,
  type Kit,
  type RunningService,
  type Write,
} from '@weibao/service-kit';

export const admin: Actor = { account: 'admin', organisation: 'platform', role: 'system-administrator' };
export const desk: Actor = { account: 'duty', organisation: 'hospital', role: 'duty-desk' };
export const vendor: Actor = { account: 'vendor', organisation: 'vendor', role: 'vendor' };

export const log = createLogger('faults', process.env['KIT_LOG'] ?? 'silent');

export type Handlers = Record<string, (call: Call, kit: Kit) => Promise<Reply> | Reply>;

/** A real service of the kit with the handlers that a test needs; its other operations refuse. Nest is there, only its decorators are called by hand. */
export async function startBare(
  service: Service,
  urls: { database: string; nats: string },
  handlers: Handlers = {},
  healthPort = 0,
): Promise<RunningService> {
  const started: { kit?: Kit } = {};
  const names = Object.entries(operations as Record<string, { service: Service }>)
    .filter(([name, operation]) => operation.service === service && !/\.facts\.(read|import)$/.test(name))
    .map(([name]) => name);
  class BareController {}
  for (const name of names) {
    const handle = (call: Call) => handlers[name]?.(call, started.kit as Kit) ?? refuse('TEST.NOT_HERE', name);
    Object.defineProperty(BareController.prototype, name, { value: handle, writable: true, configurable: true });
    MessagePattern(name)(
      BareController.prototype,
      name,
      Object.getOwnPropertyDescriptor(BareController.prototype, name) as PropertyDescriptor,
    );
  }
  Controller()(BareController);
  class BareModule {}
  Module({ controllers: [BareController as Type] })(BareModule);
  const running = await startService(
    { service, module: BareModule, onceKeyOf },
    {
      DATABASE_URL: urls.database,
      NATS_URL: urls.nats,
      LOG_LEVEL: 'silent',
      HEALTH_PORT: healthPort,
      HOST: '127.0.0.1',
    },
    log,
  );
  started.kit = running.kit;
  return running;
}

const onceKeyOf = (fact: { type: string; incident?: unknown }): string | null =>
  typeof fact.incident === 'string' ? `${fact.type}:${fact.incident}` : null;

export function command(contract: string, commandId: string, body: unknown = {}, actor: Actor = desk): Commanded {
  const envelope: Envelope = { commandId, requestId: commandId, actor, contract, body };
  return { operation: 'incident.report', envelope };
}

/** The write of a report: one fact, and the key that keeps an incident from being reported twice. */
export function report(incident: string, more: object = {}): Write {
  return {
    facts: [{ type: 'incident.reported', incident, system: '电子病历系统', by: 'hospital', ...more }],
    once: [{ key: `incident.reported:${incident}`, fact: 0 }],
    reply: ([fact]) => ({ fact: fact?.id, at: fact?.at }),
  };
}

export const registration = (trial = false): Write => ({
  facts: [
    {
      type: 'contract.registered',
      parties: [
        { organisation: 'hospital', part: 'customer' },
        { organisation: 'vendor', part: 'vendor' },
      ],
      trial,
    },
  ],
  reply: () => ({}),
});

/** Asks again until it is so; says what was found last. */
export async function until<T>(find: () => Promise<T> | T, so: (found: T) => boolean, withinMs = 20_000): Promise<T> {
  const endMs = Date.now() + withinMs;
  for (;;) {
    const found = await find();
    if (so(found)) return found;
    if (Date.now() > endMs) throw new Error(`not so within ${withinMs} ms; found last: ${JSON.stringify(found)}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
