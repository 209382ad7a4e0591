import { queryOptions } from '@tanstack/react-query';
import { ask } from './http.js';

/** Where a contract's vendor is called; `system` null: for all systems of the contract. */
export interface Hotline {
  id: string;
  contract: string;
  system: string | null;
  name: string;
  phone: string;
}
/** Who calls the desk; one of name and phone may be empty. */
export interface Contact {
  id: string;
  department: string;
  name: string;
  phone: string;
  notedAt: string;
}
/** Who called about one incident; names and numbers are null when nobody was named or the contact was erased. */
export interface Call {
  department: string | null;
  name: string | null;
  phone: string | null;
  told: string | null;
  notedBy: string;
  notedAt: string;
}

export const hotlinesQuery = queryOptions({
  queryKey: ['hotlines'],
  queryFn: async ({ signal }) => (await ask<{ hotlines: Hotline[] }>('/api/hotlines', { signal })).hotlines,
  staleTime: 60_000,
});

export const contactsQuery = queryOptions({
  queryKey: ['contacts'],
  queryFn: async ({ signal }) => (await ask<{ contacts: Contact[] }>('/api/contacts', { signal })).contacts,
  staleTime: 60_000,
});

export const callQuery = (contract: string, incident: string) =>
  queryOptions({
    queryKey: ['call', contract, incident],
    queryFn: async ({ signal }) => {
      const path = `/api/contracts/${encodeURIComponent(contract)}/incidents/${encodeURIComponent(incident)}/call`;
      return (await ask<{ call: Call | null }>(path, { signal })).call;
    },
    staleTime: 60_000,
  });
