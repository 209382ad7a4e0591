import { factSubject, operations, requestPattern, services, signalSubject } from '@weibao/messages';
import { brokerUserOf, connectBroker, createLogger, type Broker } from '@weibao/service-kit';
import { connect, StringCodec, type NatsConnection } from 'nats';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { permissionsByUser } from '../../apps/launcher/src/nats-users.mjs';
import { startOwnBroker } from '../harness/servers.mjs';

const text = StringCodec();
const log = createLogger('test', 'silent');
const ofName = (operation: string): string => operation.slice(0, operation.indexOf('.'));
type User = 'gateway' | 'incident-svc' | 'inspection-svc' | 'billing-svc';

let server: Awaited<ReturnType<typeof startOwnBroker>>;
const connections: NatsConnection[] = [];
let standing: Broker;
let keeper: Broker;

beforeAll(async () => {
  server = await startOwnBroker();
  // A service waits for the streams until billing-svc has made them.
  [standing, keeper] = (await Promise.all(
    (['incident-svc', 'billing-svc'] as const).map((user) => connectBroker(server.urlOf(user), user, log)),
  )) as [Broker, Broker];
});
afterAll(async () => {
  for (const connection of connections) await connection.close();
  await standing.close();
  await keeper.close();
  await server.stop();
});

/** A connection with an app's own credentials, and the refusals that the server sends to it. */
async function as(user: User) {
  const url = server.urlOf(user);
  const connection = await connect({ servers: server.url, ...brokerUserOf(url) });
  connections.push(connection);
  const refused: string[] = [];
  void (async () => {
    for await (const { permissionContext } of connection.status())
      if (permissionContext) refused.push(`${permissionContext.operation} ${permissionContext.subject}`);
  })();
  return { connection, refused };
}

/** The server answers in order: a ping behind everything has its answer after all refusals, and what waits for those is called next. */
async function heardBack(connection: NatsConnection): Promise<void> {
  await connection.flush();
  await new Promise(setImmediate);
}

/** Those of the publications that the server refuses. */
async function refusedToPublish(user: User, subjects: readonly string[]): Promise<string[]> {
  const { connection, refused } = await as(user);
  for (const subject of subjects) connection.publish(subject, text.encode('{}'));
  await heardBack(connection);
  return subjects.filter((subject) => refused.includes(`publish ${subject}`));
}

async function refusedToHear(user: User, subjects: readonly string[]): Promise<string[]> {
  const { connection, refused } = await as(user);
  for (const subject of subjects) connection.subscribe(subject, { callback: () => undefined });
  await heardBack(connection);
  return subjects.filter((subject) => refused.includes(`subscription ${subject}`));
}

describe('a user of the broker', () => {
  it('has a password: a wrong one opens nothing', async () => {
    await expect(
      connect({ servers: server.url, user: 'gateway', pass: 'guessed', reconnect: false, timeout: 2000 }),
    ).rejects.toThrow(/Authorization/);
  });

  it('that is a service hears requests to itself, and none to another, no fact, no signal, no inbox but its own', async () => {
    const own = ['incident.>', requestPattern('incident.report'), 'nudge.incident.*', '_INBOX.incident-svc.mine.*'];
    const foreign = [
      '>',
      '_INBOX.>',
      '_INBOX.gateway.>',
      '_INBOX.billing-svc.>',
      '*.report.v1.*',
      requestPattern('billing.outcome.get'),
      requestPattern('inspection.fact.record'),
      'facts.>',
      factSubject('billing', 'huangpu'),
      signalSubject('inspection', 'huangpu'),
      'forget.billing.*',
      '$JS.API.>',
      '$JS.EVENT.>',
      '$SYS.>',
    ];
    expect(await refusedToHear('incident-svc', own)).toEqual([]);
    expect(await refusedToHear('incident-svc', foreign)).toEqual(foreign);
  });

  it('that is a service tells facts and signals of its own, and none in the name of another', async () => {
    const own = [factSubject('billing', 'huangpu'), signalSubject('billing', 'huangpu')];
    const foreign = [
      factSubject('incident', 'huangpu'),
      factSubject('inspection', 'huangpu'),
      signalSubject('incident', 'huangpu'),
      'nudge.incident.huangpu',
      'forget.incident.huangpu',
      '_INBOX.gateway.forged',
    ];
    expect(await refusedToPublish('billing-svc', own)).toEqual([]);
    expect(await refusedToPublish('billing-svc', foreign)).toEqual(foreign);
  });

  it('that is a service gives no command and asks no question that people have: those are the gateway’s to send', async () => {
    const asked = Object.keys(operations)
      .filter((name) => !name.startsWith('incident.') && !name.endsWith('.facts.read'))
      .map((name) => `${name}.v1.huangpu`);
    expect(asked.length).toBeGreaterThan(20);
    expect(await refusedToPublish('incident-svc', asked)).toEqual(asked);
    expect(
      await refusedToPublish(
        'gateway',
        Object.keys(operations).map((name) => `${name}.v1.huangpu`),
      ),
    ).toEqual([]);
  });

  it('that is a service has of JetStream its own consumers, and neither the streams nor another’s place in them', async () => {
    const foreign = [
      '$JS.API.STREAM.DELETE.FACTS',
      '$JS.API.STREAM.PURGE.FACTS',
      '$JS.API.STREAM.MSG.GET.FACTS',
      '$JS.API.STREAM.MSG.DELETE.FACTS',
      '$JS.API.DIRECT.GET.FACTS',
      '$JS.API.STREAM.CREATE.MINE',
      '$JS.API.STREAM.LIST',
      '$JS.API.CONSUMER.CREATE.FACTS',
      '$JS.API.CONSUMER.CREATE.FACTS.mine',
      '$JS.API.CONSUMER.DURABLE.CREATE.FACTS.mine',
      '$JS.API.CONSUMER.CREATE.FACTS.incident-svc-from-billing.facts.>',
      '$JS.API.CONSUMER.CREATE.SIGNALS.mine',
      '$JS.API.CONSUMER.DELETE.FACTS.billing-svc-from-incident',
      '$JS.API.CONSUMER.MSG.NEXT.FACTS.billing-svc-from-incident',
      '$JS.ACK.FACTS.billing-svc-from-incident.1.1.1.1.0',
    ];
    expect(await refusedToPublish('incident-svc', foreign)).toEqual(foreign);
  });

  it('that keeps the streams is billing-svc: no other makes them, changes their settings, empties or deletes them', async () => {
    const settings = ['FACTS', 'SIGNALS'].flatMap((stream) =>
      ['CREATE', 'UPDATE', 'PURGE', 'DELETE', 'MSG.DELETE'].map((what) => `$JS.API.STREAM.${what}.${stream}`),
    );
    for (const user of ['gateway', 'incident-svc', 'inspection-svc'] as const)
      expect(await refusedToPublish(user, settings)).toEqual(settings);
    expect(await refusedToPublish('billing-svc', settings)).toEqual(settings.filter((what) => /DELETE/.test(what)));
    const manager = await keeper.jetstreamManager();
    expect((await manager.streams.info('FACTS')).config.subjects).toEqual(['facts.>']);
  });

  it('that is the gateway asks and follows: it hears no request, tells no fact, and has nothing forgotten', async () => {
    const heard = ['>', 'incident.>', 'facts.>', 'signals.>', '_INBOX.incident-svc.>', '$JS.API.>'];
    expect(await refusedToHear('gateway', heard)).toEqual(heard);
    const told = [
      factSubject('incident', 'huangpu'),
      signalSubject('billing', 'huangpu'),
      'billing.trial.drop.v1.trial-one',
      'incident.text.erase.v1.huangpu',
      '$JS.API.STREAM.PURGE.FACTS',
      '$JS.API.STREAM.DELETE.SIGNALS',
      '$JS.API.CONSUMER.MSG.NEXT.FACTS.billing-svc-from-incident',
    ];
    expect(await refusedToPublish('gateway', told)).toEqual(told);
  });

  it('is kept out of all that is another’s: every subject there is, for every user, by what it is and not by the list of permissions', async () => {
    const users = ['gateway', 'incident-svc', 'inspection-svc', 'billing-svc'] as const;
    const own = (user: User) => user.replace(/-svc$/, '');
    const betweenServices = ['heads.list', 'trial.drop', 'text.erase'];
    const asked = [
      ...Object.keys(operations),
      ...services.flatMap((service) => betweenServices.map((name) => `${service}.${name}`)),
    ];
    const subjects = [
      ...asked.map((name) => ({ subject: `${name}.v1.huangpu`, kind: name.replace(/^\w+\./, ''), of: ofName(name) })),
      ...services.flatMap((of) => [
        ...['facts', 'signals', 'nudge', 'forget'].map((kind) => ({ subject: `${kind}.${of}.huangpu`, kind, of })),
        { subject: `nudge-signals.${of}`, kind: 'nudge', of },
      ]),
      ...users.map((user) => ({ subject: `_INBOX.${user}.any`, kind: 'inbox', of: own(user) })),
    ];
    expect(subjects.length).toBeGreaterThan(100);
    const mayHear = (user: User, { kind, of }: (typeof subjects)[number]): boolean =>
      of === own(user) && !['facts', 'signals'].includes(kind);
    const maySend = (user: User, { kind, of }: (typeof subjects)[number]): boolean => {
      if (kind === 'inbox') return false;
      if (['facts', 'signals', 'nudge', 'forget'].includes(kind)) return of === own(user);
      if (user === 'gateway') return !betweenServices.includes(kind);
      if (kind === 'text.erase') return true;
      if (kind === 'trial.drop') return user === 'billing-svc';
      return (kind === 'heads.list' || kind === 'facts.read') && of !== own(user);
    };
    for (const user of users) {
      const all = subjects.map(({ subject }) => subject);
      const kept = (may: typeof maySend) => subjects.filter((one) => !may(user, one)).map(({ subject }) => subject);
      expect([user, await refusedToHear(user, all)]).toEqual([user, kept(mayHear)]);
      expect([user, await refusedToPublish(user, all)]).toEqual([user, kept(maySend)]);
      // Another's place in the stream of facts is not to be read, moved or acknowledged.
      const places = users.flatMap((other) =>
        services.flatMap((from) => {
          const consumer = `${other}-from-${from}`;
          const isOwn = other === user && user !== 'gateway' && from !== own(user);
          const read = [`$JS.API.CONSUMER.MSG.NEXT.FACTS.${consumer}`, `$JS.ACK.FACTS.${consumer}.1.1.1.1.0`];
          return isOwn ? [] : read;
        }),
      );
      expect([user, await refusedToPublish(user, places)]).toEqual([user, places]);
    }
  });

  it('answers whom it was asked by, at an inbox that it may not write to unasked', async () => {
    const service = await as('incident-svc');
    service.connection.subscribe('incident.get.v1.*', { callback: (_error, message) => message.respond('here') });
    await service.connection.flush();
    const gateway = await as('gateway');
    const answer = await gateway.connection.request('incident.get.v1.huangpu', '{}', { timeout: 5000 });
    expect(answer.string()).toBe('here');
  });

  it('is one of four: every service of the messages has its user', () => {
    const owners = new Set(Object.values(operations).map(({ service }) => `${service}-svc`));
    expect(Object.keys(permissionsByUser()).sort()).toEqual([...owners, 'gateway'].sort());
  });
});
