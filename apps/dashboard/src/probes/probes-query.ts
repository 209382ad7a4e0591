import { queryOptions } from '@tanstack/react-query';
import type { ProbeView } from '@weibao/messages';
import { ask } from '../http/http.js';

interface ProbesAnswer {
  probes: ProbeView[];
  missing: { contract: string; code: string; message: string }[];
}

/** Asked again every ten seconds: that a check was good is no event of the stream. Under the key of the posture, which an outage makes old. */
export const probesQuery = queryOptions({
  queryKey: ['posture', 'probes'],
  queryFn: ({ signal }) => ask<ProbesAnswer>('/api/probes', { signal }),
  refetchInterval: 10_000,
});

export const pathOfProbe = (contract: string, system: string): string =>
  `/api/contracts/${encodeURIComponent(contract)}/probes/${encodeURIComponent(system)}`;
