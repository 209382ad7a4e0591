import { describe, expect, it } from 'vitest';
import { readConfig, refuseOpenHostWithDemoAccounts } from './config.mjs';
import { StartFault } from './speak.mjs';

const root = '/checkout';

function faultOf(run: () => unknown): StartFault {
  try {
    run();
  } catch (error) {
    if (error instanceof StartFault) return error;
    throw error;
  }
  throw new Error('expected a fault');
}

describe('the settings of the launcher', () => {
  it('need nothing: port 4400 on loopback, data in .data, demo data, Chinese', () => {
    expect(readConfig(root, {})).toEqual({
      root,
      dataDir: '/checkout/.data',
      port: 4400,
      host: '127.0.0.1',
      forceHost: false,
      demo: true,
      language: 'zh',
      logLevel: 'info',
      databaseUrl: undefined,
      natsUrl: undefined,
      natsUsers: undefined,
      natsServerBin: undefined,
    });
  });

  it('take empty values for absent ones, as a copied .env.example leaves them', () => {
    expect(readConfig(root, { PORT: '', DATABASE_URL: '', NATS_URL: '', HOST: '', DEMO: '' })).toEqual(
      readConfig(root, {}),
    );
  });

  it('report all faults together, each with the name, the value and the form expected', () => {
    const fault = faultOf(() =>
      readConfig(root, {
        PORT: '70000',
        LOG_LEVEL: 'loud',
        DEMO: 'yes',
        DATABASE_URL: 'mysql://x/y',
        NATS_URL: 'here',
      }),
    );
    expect(fault.code).toBe('LAUNCHER.CONFIG');
    for (const name of [
      'PORT="70000"',
      'LOG_LEVEL="loud"',
      'DEMO="yes"',
      'DATABASE_URL="mysql://x/y"',
      'NATS_URL="here"',
    ])
      for (const text of [fault.sentence.zh, fault.sentence.en]) expect(text).toContain(name);
  });

  it.each(['0', '65536', '4400.5', 'http', '-1'])('refuse the port %s', (port) => {
    expect(faultOf(() => readConfig(root, { PORT: port })).sentence.en).toContain(`PORT="${port}"`);
  });

  it('take the ports 1 and 65535', () => {
    expect([readConfig(root, { PORT: '1' }).port, readConfig(root, { PORT: '65535' }).port]).toEqual([1, 65535]);
  });

  it('take a list of NATS servers', () => {
    expect(readConfig(root, { NATS_URL: 'nats://a:4222, nats://b:4222' }).natsUrl).toBe('nats://a:4222, nats://b:4222');
  });
});

describe('HOST', () => {
  const open = { HOST: '0.0.0.0' };

  it('other than loopback is refused while demo accounts exist', () => {
    const fault = faultOf(() => refuseOpenHostWithDemoAccounts(readConfig(root, open), true));
    expect(fault.code).toBe('LAUNCHER.OPEN_WITH_DEMO_ACCOUNTS');
    expect(fault.sentence.zh).toContain('WEIBAO_FORCE_HOST=1');
  });

  it('other than loopback is allowed without demo accounts, or when forced', () => {
    expect(() => refuseOpenHostWithDemoAccounts(readConfig(root, open), false)).not.toThrow();
    const forced = readConfig(root, { ...open, WEIBAO_FORCE_HOST: '1' });
    expect(() => refuseOpenHostWithDemoAccounts(forced, true)).not.toThrow();
  });

  it.each(['127.0.0.1', '::1', 'localhost'])('%s is loopback', (host) => {
    expect(() => refuseOpenHostWithDemoAccounts(readConfig(root, { HOST: host }), true)).not.toThrow();
  });
});
