import { queryOptions } from '@tanstack/react-query';
import type { Role } from '@weibao/messages';
import { ask } from './http.js';

export type OrganisationKind = 'hospital' | 'commission' | 'institution' | 'vendor' | 'platform';

export interface Organisation {
  id: string;
  nameZh: string;
  nameEn: string;
  kind: OrganisationKind;
}

export interface Account {
  name: string;
  organisation: string;
  role: Role | null;
  institution?: string;
  department?: string;
  nameZh: string;
  nameEn: string;
  disabled: boolean;
  erased: boolean;
  password: 'none' | 'one-time' | 'one-time-expired' | 'own';
  secondFactor: boolean;
  lockedUntil: string | null;
}

export const peopleQuery = queryOptions({
  queryKey: ['people'],
  queryFn: ({ signal }) => ask<{ organisations: Organisation[]; accounts: Account[] }>('/api/accounts', { signal }),
});

export const accountPath = (account: string): string => `/api/accounts/${encodeURIComponent(account)}`;
