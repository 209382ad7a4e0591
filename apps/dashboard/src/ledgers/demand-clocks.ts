import { queryOptions } from '@tanstack/react-query';
import type { ClockRecord } from '@weibao/exchange';
import type { Role } from '@weibao/messages';
import type { OutcomeAnswer } from '../http/answers.js';
import { ask } from '../http/http.js';

/** Clocks of demands stand in the outcome, which also holds money: other roles see the ledger without them. */
export const mayReadClocks = (role: Role): boolean => ['finance', 'it-head', 'vendor', 'auditor'].includes(role);

export const demandClocksQuery = (contract: string) =>
  queryOptions({
    queryKey: ['outcome', contract, 'clocks'],
    queryFn: async ({ signal }): Promise<ClockRecord[]> => {
      const path = `/api/contracts/${encodeURIComponent(contract)}/outcome?lists=clocks`;
      const { outcome } = await ask<OutcomeAnswer>(path, { signal });
      return outcome.clocks ?? [];
    },
    staleTime: Infinity,
    refetchInterval: 300_000,
  });
