import { createServer } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Server } from 'node:net';
import { afterAll, describe, expect, it } from 'vitest';
import { mayProbe } from './probe-address.js';
import { check } from './probe-check.js';
import { targetOf } from './probe-target.js';

const servers: Server[] = [];
afterAll(() => servers.forEach((server) => server.close()));
const listening = async <S extends Server>(server: S): Promise<number> => {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  return (server.address() as AddressInfo).port;
};
const terms = { timeoutMs: 2000, expectStatus: null, allowLoopback: true };
const knock = (text: string, more: Partial<typeof terms> | { expectStatus: number } = {}) => {
  const target = targetOf(text);
  if (!target) throw new Error(`${text} is no target`);
  return check(target, { ...terms, ...more });
};

describe('where a probe may knock', () => {
  it('is an http or https address, or a host with its port', () => {
    expect(targetOf('https://emr.hospital.local/health?deep=1')).toMatchObject({ kind: 'http', port: 443 });
    expect(targetOf('http://10.1.2.3:8080/')).toMatchObject({ host: '10.1.2.3', port: 8080 });
    expect(targetOf('tcp://[fd12::5]:1521')).toEqual({ kind: 'tcp', host: 'fd12::5', port: 1521 });
  });

  it.each([
    'ftp://emr/',
    'file:///etc/passwd',
    'gopher://emr:70/',
    'http://user:word@emr/',
    'http://emr/#part',
    'tcp://emr',
    'tcp://emr:99999',
    'tcp://emr:1/path',
    'emr:8080',
    '10.1.2.3',
    '',
  ])('is not %s', (text) => expect(targetOf(text)).toBeNull());

  it.each(['10.1.2.3', '192.168.0.9', '172.16.5.5', '100.64.0.1', '8.8.8.8', 'fd12::5', '2001:db8::1'])(
    '%s is an address of a system',
    (address) => expect(mayProbe(address, false)).toBe(true),
  );
  it.each([
    '169.254.169.254',
    '::ffff:169.254.169.254',
    '100.100.100.200',
    'fd00:ec2::254',
    'fe80::1',
    '0.0.0.0',
    '::',
    '224.0.0.1',
    '255.255.255.255',
    'no address',
  ])('%s is none, whatever is allowed', (address) => expect(mayProbe(address, true)).toBe(false));
  it.each(['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1'])(
    '%s is this machine: for a setting alone',
    (address) => {
      expect([mayProbe(address, false), mayProbe(address, true)]).toEqual([false, true]);
    },
  );
});

describe('a knock', () => {
  it('is good when the system answers, below 400 or with the status that is expected; a redirect is an answer and is not followed', async () => {
    let asked = 0;
    const port = await listening(
      createServer((request, response) => {
        asked += 1;
        const status = Number(request.url?.slice(1));
        response.writeHead(status, status === 302 ? { location: '/200' } : {}).end('x'.repeat(100_000));
      }),
    );
    const at = (status: number, expectStatus?: number) =>
      knock(`http://127.0.0.1:${port}/${status}`, expectStatus === undefined ? {} : { expectStatus });
    expect((await at(200)).result).toBe('good');
    expect((await at(302)).result).toBe('good');
    expect(asked).toBe(2);
    expect(await at(503)).toEqual({ result: 'bad', fault: 'HTTP 503' });
    expect(await at(400)).toEqual({ result: 'bad', fault: 'HTTP 400' });
    expect((await at(401, 401)).result).toBe('good');
    expect(await at(200, 401)).toEqual({ result: 'bad', fault: 'HTTP 200' });
  });

  it('is bad when nothing listens, when nobody answers in time, and when the name is nobody’s', async () => {
    const silent = await listening(createTcpServer());
    expect((await knock(`tcp://127.0.0.1:${silent}`)).result).toBe('good');
    expect(await knock(`http://127.0.0.1:${silent}/`, { timeoutMs: 100 })).toEqual({ result: 'bad', fault: 'timeout' });
    const gone = createTcpServer();
    const port = await listening(gone);
    await new Promise((resolve) => gone.close(resolve));
    expect(await knock(`tcp://127.0.0.1:${port}`)).toEqual({ result: 'bad', fault: 'ECONNREFUSED' });
    expect((await knock('tcp://no-such-host.invalid:80')).result).toBe('bad');
  });

  it('goes to no address that is refused, by number or by a name that leads there', async () => {
    const port = await listening(createTcpServer());
    for (const host of ['127.0.0.1', 'localhost', '169.254.169.254'])
      expect((await knock(`tcp://${host}:${port}`, { allowLoopback: false })).result).toBe('refused');
  });
});
