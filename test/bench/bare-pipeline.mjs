// The bound of `commands`: Fastify → NATS request → three statements in a transaction → reply, in two processes as ours are, and nothing else.
import Fastify from 'fastify';
import { connect, JSONCodec } from 'nats';
import { createHash } from 'node:crypto';
import pg from 'pg';

const [role, natsUrl, databaseUrl] = process.argv.slice(2);
const SUBJECT = 'bare.command';
const codec = JSONCodec();

async function door() {
  const broker = await connect({ servers: natsUrl });
  const server = Fastify();
  server.post('/contracts/:contract/commands', async (request, reply) => {
    const { contract } = /** @type {{ contract: string }} */ (request.params);
    const answer = await broker.request(
      SUBJECT,
      codec.encode({ id: request.headers['idempotency-key'], contract, body: request.body }),
      { timeout: 10_000 },
    );
    return reply.code(201).send(codec.decode(answer.data));
  });
  await server.listen({ port: 0, host: '127.0.0.1' });
  const address = /** @type {import('node:net').AddressInfo} */ (server.server.address());
  process.send?.({ port: address.port });
}

async function service() {
  const broker = await connect({ servers: natsUrl });
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 });
  await pool.query(`
    drop schema if exists bare cascade;
    create schema bare;
    create table bare.head (contract text primary key, position bigint not null, hash bytea not null);
    create table bare.fact (contract text, position bigint, id text, hash bytea, body text, primary key (contract, position));
    create table bare.command (contract text, id text, reply text, primary key (contract, id));
    insert into bare.head select 'bench-' || n, 0, '\\x00' from generate_series(0, 63) n`);
  broker.subscribe(SUBJECT, {
    callback: (_error, message) => void store(message),
  });
  /** @param {import('nats').Msg} message */
  async function store(message) {
    const { id, contract, body } = /** @type {{ id: string, contract: string, body: unknown }} */ (
      codec.decode(message.data)
    );
    // As long as a fact of ours is, so that as much is written.
    const text = JSON.stringify({ id, contract, ...Object(body) }).padEnd(420, ' ');
    const client = await pool.connect();
    try {
      await client.query({ name: 'begin', text: 'begin' });
      const head = await client.query({
        name: 'head',
        text: 'update bare.head set position = position + 1 where contract = $1 returning position, hash',
        values: [contract],
      });
      const { position, hash } = head.rows[0];
      const next = createHash('sha256').update(hash).update(text).digest();
      await client.query({
        name: 'fact',
        text: 'insert into bare.fact values ($1, $2, $3, $4, $5)',
        values: [contract, position, id, next, text],
      });
      const reply = { id, position };
      await client.query({
        name: 'command',
        text: 'insert into bare.command values ($1, $2, $3)',
        values: [contract, id, JSON.stringify(reply)],
      });
      await client.query({ name: 'commit', text: 'commit' });
      message.respond(codec.encode(reply));
    } finally {
      client.release();
    }
  }
  process.send?.({ port: 0 });
}

process.on('disconnect', () => process.exit());
await (role === 'door' ? door() : service());
