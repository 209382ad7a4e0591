import { expect, it } from 'vitest';
import { ConfigFault, readConfig, serviceConfigSchema } from './config.js';

const right = { DATABASE_URL: 'postgres://weibao:hush@127.0.0.1:5432/weibao', NATS_URL: 'nats://127.0.0.1:4222' };

it('fills what is absent or empty with its default, ignores the rest of the environment, and is frozen', () => {
  const config = readConfig(serviceConfigSchema, { ...right, LOG_LEVEL: '', PATH: '/usr/bin' });
  expect(config).toEqual({ ...right, LOG_LEVEL: 'info', HEALTH_PORT: 0, HOST: '127.0.0.1' });
  expect(Object.isFrozen(config)).toBe(true);
});

it('names every wrong variable at once, with what was expected and found, and never prints a secret', () => {
  const env = { DATABASE_URL: 'mysql://root:hush@db/weibao', LOG_LEVEL: 'loud', HEALTH_PORT: '70000' };
  let fault: unknown;
  try {
    readConfig(serviceConfigSchema, env);
  } catch (error) {
    fault = error;
  }
  expect(fault).toBeInstanceOf(ConfigFault);
  const { faults, message } = fault as ConfigFault;
  expect(faults.map((line) => line.slice(0, line.indexOf(':')))).toEqual([
    'DATABASE_URL',
    'NATS_URL',
    'LOG_LEVEL',
    'HEALTH_PORT',
  ]);
  // 27 characters: mysql://root:hush@db/weibao
  expect(faults[0]).toBe(
    'DATABASE_URL: expected postgres://user:password@host:port/database, got a value of 27 characters (not shown)',
  );
  expect(faults[1]).toContain('got nothing');
  expect(faults[2]).toContain('got "loud"');
  expect(message).not.toContain('hush');
});

it.each([
  ['0', 0],
  ['65535', 65_535],
])('takes the port %s', (text, port) => {
  expect(readConfig(serviceConfigSchema, { ...right, HEALTH_PORT: text }).HEALTH_PORT).toBe(port);
});

it.each(['-1', '65536', '80.5', 'http'])('refuses the port %s', (text) => {
  expect(() => readConfig(serviceConfigSchema, { ...right, HEALTH_PORT: text })).toThrow(/HEALTH_PORT/);
});
