import { describe, expect, it } from 'vitest';
import { isLoopback, readGatewayConfig } from './config.js';

const env = { DATABASE_URL: 'postgres://u:p@127.0.0.1/w', NATS_URL: 'nats://127.0.0.1:4222' };

describe('configuration', () => {
  it('needs no more than the database and the broker', () => {
    expect(readGatewayConfig(env)).toMatchObject({ PORT: 4400, HOST: '127.0.0.1', DATA_DIR: '.data', DEMO: '0' });
  });
  it('names every fault at once', () => {
    const read = () => readGatewayConfig({ ...env, PORT: '70000', DEMO: 'yes', NATS_URL: undefined });
    expect(read).toThrow(/PORT/);
    expect(read).toThrow(/DEMO/);
    expect(read).toThrow(/NATS_URL/);
  });
  it('refuses to open demo accounts to the network unless that is said twice', () => {
    expect(() => readGatewayConfig({ ...env, DEMO: '1', HOST: '0.0.0.0' })).toThrow(/WEIBAO_FORCE_HOST=1/);
    expect(readGatewayConfig({ ...env, DEMO: '1', HOST: '0.0.0.0', WEIBAO_FORCE_HOST: '1' }).HOST).toBe('0.0.0.0');
    expect(readGatewayConfig({ ...env, HOST: '0.0.0.0' }).HOST).toBe('0.0.0.0');
  });
  it('knows loopback when it sees it', () => {
    expect(
      ['127.0.0.1', '127.1.2.3', 'localhost', '::1', '0.0.0.0', '::', '128.0.0.1', '127.example.com'].map(isLoopback),
    ).toEqual([true, true, true, true, false, false, false, false]);
  });
});
