import { queryOptions } from '@tanstack/react-query';
import { ask } from '../http/http.js';

export interface Device {
  id: string;
  organisation: string;
  name: string;
  profile: 'default' | 'internal';
  createdBy: string;
  createdAt: string;
  seenAt: string;
  endsAt: string;
  revokedAt: string | null;
}
export interface DevicesAnswer {
  devices: Device[];
  organisations: { id: string; nameZh: string; nameEn: string }[];
}

/** Asked again every half minute: a wall that is seen is no event of the stream. */
export const devicesQuery = queryOptions({
  queryKey: ['devices'],
  queryFn: ({ signal }) => ask<DevicesAnswer>('/api/devices', { signal }),
  refetchInterval: 30_000,
});
