import { lookup } from 'node:dns/promises';
import http from 'node:http';
import https from 'node:https';
import net, { isIP } from 'node:net';
import { mayProbe } from './probe-address.js';
import type { ProbeTarget } from './probe-target.js';

/** What one knock came to. `refused`: the name leads where no probe may go; then nothing is known of the system. */
export type Checked =
  { result: 'good'; latencyMs: number } | { result: 'bad'; fault: string } | { result: 'refused'; fault: string };

export interface CheckTerms {
  timeoutMs: number;
  expectStatus: number | null; // null: any answer below 400
  allowLoopback: boolean;
}

/**
 * One attempt. The name is looked up here and the connection goes to the address that was looked at, so that a name that changes between the two
 * leads nowhere else. Redirects are answers and are not followed; nothing of the body is read. Whose certificate it is, is not asked: the
 * contract promises that the system runs, and the probe sends nothing that could be stolen.
 */
export async function check(target: ProbeTarget, terms: CheckTerms): Promise<Checked> {
  const startedMs = performance.now();
  const signal = AbortSignal.timeout(terms.timeoutMs);
  try {
    const address = await addressOf(target.host, terms.allowLoopback, signal);
    if (address === null) return { result: 'refused', fault: `address of ${target.host} refused` };
    const status =
      target.kind === 'tcp' ? await connect(address, target.port, signal) : await get(target.url, address, signal);
    const isGood = status === null || (terms.expectStatus === null ? status < 400 : status === terms.expectStatus);
    return isGood
      ? { result: 'good', latencyMs: Math.round(performance.now() - startedMs) }
      : { result: 'bad', fault: `HTTP ${status}` };
  } catch (error) {
    return { result: 'bad', fault: signal.aborted ? 'timeout' : faultOf(error) };
  }
}

const faultOf = (error: unknown): string => {
  const { code, message } = error as { code?: unknown; message?: unknown };
  return String(code ?? message ?? 'failed').slice(0, 80);
};

/** Null where one of a name's addresses may not be probed. */
async function addressOf(host: string, allowLoopback: boolean, signal: AbortSignal): Promise<string | null> {
  const addresses = isIP(host) === 0 ? await orAbort(lookup(host, { all: true }), signal) : [{ address: host }];
  if (addresses.some(({ address }) => !mayProbe(address, allowLoopback))) return null;
  return addresses[0]?.address ?? null;
}

function orAbort<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return Promise.race([
    promise,
    new Promise<never>((_resolve, reject) =>
      signal.addEventListener('abort', () => reject(new Error('timeout')), { once: true }),
    ),
  ]);
}

function connect(address: string, port: number, signal: AbortSignal): Promise<null> {
  return new Promise((resolve, reject) => {
    const socket = net.connect({ host: address, port, signal });
    socket.once('error', reject).once('connect', () => {
      socket.destroy();
      resolve(null);
    });
  });
}

function get(url: URL, address: string, signal: AbortSignal): Promise<number> {
  const family = isIP(address);
  return new Promise((resolve, reject) => {
    const { request } = url.protocol === 'https:' ? https : http;
    const asked = request(url, {
      method: 'GET',
      agent: false, // a connection of its own each time: one that is kept says nothing of the next
      rejectUnauthorized: false,
      signal,
      headers: { 'user-agent': 'Weibao-Probe', connection: 'close' },
      lookup: (_host, options, done) => (options.all ? done(null, [{ address, family }]) : done(null, address, family)),
    });
    asked.once('error', reject).once('response', (response) => {
      response.destroy();
      resolve(response.statusCode ?? 0);
    });
    asked.end();
  });
}
