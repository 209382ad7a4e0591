import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { OutcomeAnswer } from '../http/answers.js';
import { ask } from '../http/http.js';

const LISTS = 'payments,acceptances,metrics,deductions,caps';

/**
 * What one payment's page shows, now or as of a moment (ISO 8601). Its key lies below the contract's outcome, so that the events of the stream make
 * it old.
 */
export const paymentOutcomeQuery = (contract: string, asOf: string | null) =>
  queryOptions({
    queryKey: ['outcome', contract, 'payment', asOf],
    queryFn: ({ signal }) =>
      ask<OutcomeAnswer>(
        `/api/contracts/${encodeURIComponent(contract)}/outcome?lists=${LISTS}${asOf === null ? '' : `&asOf=${encodeURIComponent(asOf)}`}`,
        { signal },
      ),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    refetchInterval: (query) => (query.state.status === 'error' ? 8_000 : 300_000),
  });
