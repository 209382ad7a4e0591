import type { Fact } from '@weibao/exchange';
import type { ProbeView, StoredFact } from '@weibao/messages';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { administrator } from './billing.fixture.js';
import type { Desk } from './incident.fixture.js';

/** A system of the hospital on this machine, which runs or does not, and notes when it was asked. */
export async function probedSystem() {
  const asked: { atMs: number; status: number }[] = [];
  const system = { status: 200 };
  const server = createServer((_request, response) => {
    asked.push({ atMs: Date.now(), status: system.status });
    response.writeHead(system.status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.address() as AddressInfo;
  return {
    target: `http://127.0.0.1:${port}/health`,
    /** From now on it answers so; gives when it was first asked after that. */
    async answers(status: number): Promise<number> {
      system.status = status;
      const before = asked.length;
      for (let tries = 0; asked.length === before && tries < 400; tries += 1)
        await new Promise((resolve) => setTimeout(resolve, 25));
      const first = asked[before];
      if (!first) throw new Error('nobody asked within ten seconds');
      return first.atMs;
    },
    stop: () => server.close(),
  };
}

/** What incident-svc holds of a contract. */
export async function factsOf(desk: Desk, types: RegExp): Promise<Fact[]> {
  const page = await desk.as(administrator).want<{ facts: StoredFact[] }>('incident.facts.read', {
    after: 0,
    limit: 500,
  });
  return page.facts.map(({ body }) => JSON.parse(body) as Fact).filter(({ type }) => types.test(type));
}

export const probesOf = async (desk: Desk): Promise<ProbeView[]> =>
  (await desk.want<{ probes: ProbeView[] }>('incident.probes.list', {})).probes;
