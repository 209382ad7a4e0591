import { sharedNats, sharedPostgres, startBroker, startDatabase } from './servers.mjs';

/** One PostgreSQL and one nats-server for the whole run: test workers inherit their addresses by the environment. */
export default async function setup() {
  if (process.env[sharedPostgres]) return undefined;
  const [database, broker] = await Promise.all([startDatabase({ own: true }), startBroker({ own: true })]);
  process.env[sharedPostgres] = database.adminUrl;
  process.env[sharedNats] = broker.url;
  return async () => {
    delete process.env[sharedPostgres];
    delete process.env[sharedNats];
    await Promise.all([database.stop(), broker.stop()]);
  };
}
