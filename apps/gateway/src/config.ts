import { readConfig } from '@weibao/service-kit';
import { z } from 'zod';

const flag = z.enum(['0', '1'], 'expected 1 (on) or 0 (off)').default('0');
const whole = (from: number, to: number) =>
  z.coerce
    .number(`expected a whole number from ${from} to ${to}`)
    .int(`expected a whole number from ${from} to ${to}`)
    .min(from, `expected a whole number from ${from} to ${to}`)
    .max(to, `expected a whole number from ${from} to ${to}`);

const configSchema = z.object({
  DATABASE_URL: z
    .string('expected a value')
    .regex(/^postgres(ql)?:\/\//, 'expected postgres://user:password@host/name'),
  NATS_URL: z.string('expected a value').regex(/^(nats|tls):\/\//, 'expected nats://host:port'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  PORT: whole(0, 65_535).default(4400),
  HEALTH_PORT: whole(0, 65_535).default(0),
  HOST: z.string().default('127.0.0.1'),
  DATA_DIR: z.string().default('.data'),
  DEMO: flag,
  NEW_PASSWORD_FOR: z.string().optional(),
  WEIBAO_FORCE_HOST: flag,
  TRUST_PROXY: whole(0, 10).default(0),
  DASHBOARD_DIR: z.string().optional(),
  EVIDENCE_FILE_MB: whole(1, 10_000).default(500),
  EVIDENCE_QUOTA_MB: whole(1, 100_000_000).default(50_000),
  SESSION_IDLE_HOURS: whole(1, 24 * 30).default(12),
  SESSION_DAYS: whole(1, 365).default(7),
  ACCOUNT_REQUESTS_PER_MINUTE: whole(1, 1_000_000_000).default(3000),
  ADDRESS_REQUESTS_PER_MINUTE: whole(1, 1_000_000_000).default(12_000),
});
export type GatewayConfig = Readonly<z.infer<typeof configSchema>>;

/** Injection token of the configuration. */
export const CONFIG = Symbol('config');
/** Injection token of the clock: milliseconds since the epoch. Time is given to what needs it. */
export const CLOCK = Symbol('clock');
export type Clock = () => number;

export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);

/** Reads the environment once. Throws with every fault named; demo accounts on an open address are one of them. */
export function readGatewayConfig(env: Record<string, string | undefined>): GatewayConfig {
  const config = readConfig(configSchema, env);
  if (config.DEMO === '1' && !isLoopback(config.HOST) && config.WEIBAO_FORCE_HOST !== '1')
    throw new Error(
      `HOST: ${config.HOST} would open the demo accounts to the network. Unset DEMO, keep HOST=127.0.0.1, or set WEIBAO_FORCE_HOST=1 if that is meant.`,
    );
  return config;
}
