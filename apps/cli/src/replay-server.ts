import type { Case, Outcome } from '@weibao/exchange';
import { createHash, randomUUID } from 'node:crypto';

type Answer = { ok: true; outcome: Outcome } | { ok: false; message: string };

interface Refused {
  error?: { code: string; message: string; faults?: { place: string; message: string }[] };
}

/** The import door takes this many facts a request; more are sent in the order in which they happened, so that nothing names what has not come yet. */
const BATCH = 20_000;

/** The same case through a running Weibao: a contract of its own under trial, its facts by the import door, the outcome from the server; then dropped. */
export async function replayOnServer(server: string, token: string, input: Case): Promise<Answer> {
  const contract = `trial-${createHash('sha256').update(randomUUID()).digest('hex').slice(0, 12)}`;
  const base = `${server.replace(/\/$/, '')}/api/contracts/${contract}`;
  const ask = async <T>(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ ok: true; value: T } | { ok: false; message: string }> => {
    let response: Response;
    try {
      response = await fetch(`${base}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          'idempotency-key': randomUUID(),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    } catch (error) {
      return {
        ok: false,
        message: `${server} does not answer (${error instanceof Error ? error.message : String(error)})`,
      };
    }
    const text = await response.text();
    if (response.ok) return { ok: true, value: (text === '' ? null : JSON.parse(text)) as T };
    let refused: Refused = {};
    try {
      refused = JSON.parse(text) as Refused;
    } catch {
      return { ok: false, message: `${server} answered ${response.status}` };
    }
    const faults = (refused.error?.faults ?? []).map((fault) => `${fault.place}: ${fault.message}`);
    return {
      ok: false,
      message: [`${refused.error?.code ?? response.status}: ${refused.error?.message ?? ''}`, ...faults].join('\n'),
    };
  };

  const own = ownTermsOf(input);
  const registered = await ask('PUT', '', {
    pattern: input.contract,
    ...(own === undefined ? {} : { own }),
    parameters: input.parameters,
    trial: true,
    parties: [{ organisation: 'platform', part: 'customer' }],
    signedAt: '1970-01-01T00:00:00+08:00',
  });
  if (!registered.ok) return registered;
  try {
    const facts =
      input.facts.length <= BATCH ? input.facts : [...input.facts].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
    for (let from = 0; from < facts.length; from += BATCH) {
      const sent = await ask('POST', '/facts', { facts: facts.slice(from, from + BATCH) });
      if (!sent.ok) return sent;
    }
    const answer = await ask<{ outcome: Outcome }>('GET', `/outcome?asOf=${encodeURIComponent(input.asOf)}`);
    return answer.ok ? { ok: true, outcome: answer.value.outcome } : answer;
  } finally {
    await ask('DELETE', '');
  }
}

/** The terms that the case brings in its registration, as plain replay takes them: the first that holds some. */
const ownTermsOf = ({ facts }: Case): unknown =>
  facts.flatMap((fact) => (fact.type === 'contract.registered' && fact.own !== undefined ? [fact.own] : []))[0];
