import net from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { findInnerPorts, requireFreePort } from './ports.mjs';

const servers: net.Server[] = [];

function listenOn(port: number): Promise<number> {
  return new Promise((resolve) => {
    const server = net
      .createServer()
      .listen(port, '127.0.0.1', () => resolve((server.address() as net.AddressInfo).port));
    servers.push(server);
  });
}

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => new Promise((done) => server.close(done))));
});

describe('a port', () => {
  it('that is taken is named, with the process that holds it and how to run beside it', async () => {
    const port = await listenOn(0);
    const fault = await requireFreePort(port, '127.0.0.1').catch((error: unknown) => error);
    expect(fault).toMatchObject({ code: 'LAUNCHER.PORT_TAKEN' });
    const { en, zh } = (fault as { sentence: { en: string; zh: string } }).sentence;
    for (const text of [en, zh]) {
      expect(text).toContain(String(port));
      expect(text).toContain(String(process.pid));
      expect(text).toMatch(/PORT=\d+ DATA_DIR=\S+ npm start/);
    }
  });

  it('that is free passes', async () => {
    const [port = 0] = await findInnerPorts(1, 'free');
    await expect(requireFreePort(port, '127.0.0.1')).resolves.toBeUndefined();
  });

  it('on an address that is not of this machine is refused as such', async () => {
    // 192.0.2.0/24 is set aside for documentation and belongs to no machine.
    const fault = await requireFreePort(4599, '192.0.2.1').catch((error: unknown) => error);
    expect(fault).toMatchObject({ code: 'LAUNCHER.PORT_REFUSED' });
  });
});

describe('the inner ports', () => {
  it('are distinct, stay the same for one data folder, and go round a taken one', async () => {
    const first = await findInnerPorts(4, 'seed of the test');
    expect(new Set(first).size).toBe(4);
    expect(await findInnerPorts(4, 'seed of the test')).toEqual(first);
    await listenOn(Number(first[1]));
    const second = await findInnerPorts(4, 'seed of the test');
    expect(second).not.toContain(first[1]);
    expect(second[0]).toBe(first[0]);
  });

  it('lie below those that systems hand out for outgoing connections', async () => {
    for (const port of await findInnerPorts(3, 'range')) {
      expect(port).toBeGreaterThanOrEqual(20000);
      expect(port).toBeLessThan(30000);
    }
  });
});
