import { queryOptions } from '@tanstack/react-query';
import type { CalendarPreview, CalendarYearView } from '@weibao/messages';
import { ask } from '../http/http.js';

interface Missing {
  missing: { contract: string; message: string }[];
}
export interface CalendarsAnswer extends Missing {
  contracts: { contract: string; years: CalendarYearView[] }[];
}
export interface PreviewAnswer extends Missing {
  contracts: (CalendarPreview & { contract: string })[];
}
export interface PublishedAnswer extends Missing {
  contracts: {
    contract: string;
    outcome: 'published' | 'stands' | 'not-concerned' | 'refused';
    message?: string;
    messageEn?: string;
  }[];
}

/** Its key begins as that of the contracts: an event of billing asks for it again. */
export const calendarsQuery = queryOptions({
  queryKey: ['contracts', 'calendars'],
  queryFn: ({ signal }) => ask<CalendarsAnswer>('/api/calendars', { signal }),
});
