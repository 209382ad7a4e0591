import { readConfig } from '@weibao/service-kit';
import { z } from 'zod';
import type { WatchTerms } from './clock-watch/clock-watch.service.js';
import type { ProbeSettings } from './probes/probe-watch.service.js';

const seconds = (what: string) => z.coerce.number({ error: `expected ${what}` }).min(1, `expected ${what}`);

/** Terms of the house, beside what the kit reads for every service. */
const watchSchema = z.object({
  DUE_SOON_PERCENT: seconds('a percentage from 1 to 100').max(100, 'expected a percentage from 1 to 100').default(20),
  DUE_SOON_LEAST_SECONDS: seconds('seconds, at least 1').default(120),
  DUE_SOON_MOST_SECONDS: seconds('seconds, at least 1').default(3600),
  WATCH_LEASE_SECONDS: seconds('seconds, at least 1').default(15),
  PROBE_ALLOW_LOOPBACK: z.enum(['0', '1'], 'expected 1 (on) or 0 (off)').default('0'),
});

/** How long before its due moment a clock is announced, and how soon another instance takes a dead one's watch over. */
export function readWatchTerms(env: Record<string, string | undefined>): WatchTerms {
  const config = readConfig(watchSchema, env);
  return Object.freeze({
    lead: {
      share: config.DUE_SOON_PERCENT / 100,
      leastMs: config.DUE_SOON_LEAST_SECONDS * 1000,
      mostMs: config.DUE_SOON_MOST_SECONDS * 1000,
    },
    leaseMs: config.WATCH_LEASE_SECONDS * 1000,
  });
}

/** Where the prober may knock, and how soon another instance takes a dead one's probes over. */
export function readProbeSettings(env: Record<string, string | undefined>): ProbeSettings {
  const config = readConfig(watchSchema, env);
  return Object.freeze({
    allowLoopback: config.PROBE_ALLOW_LOOPBACK === '1',
    leaseMs: config.WATCH_LEASE_SECONDS * 1000,
  });
}
