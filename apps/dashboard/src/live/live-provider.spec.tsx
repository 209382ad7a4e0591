import { QueryClientProvider, useQuery } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { newQueryClient, openIncidentsQuery } from '../http/queries.js';
import { GivenSession } from '../session/session.js';
import { session } from '../testing/given.js';
import { LiveProvider } from './live-provider.js';

const opened: string[] = [];
class Line {
  constructor(path: string) {
    opened.push(path);
  }
  addEventListener(): void {}
  close(): void {}
}

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  opened.length = 0;
});

function Incidents() {
  const { data } = useQuery(openIncidentsQuery);
  return <p>{data ? `${data.incidents.length} open` : 'asking'}</p>;
}

/** The addresses that were asked, in order; the list of contracts is answered when the test says so. */
function asking(contracts: () => Promise<Response>): string[] {
  const asked: string[] = [];
  vi.stubGlobal('EventSource', Line);
  vi.stubGlobal('fetch', (input: string) => {
    asked.push(input);
    if (input === '/api/contracts') return contracts();
    return Promise.resolve(Response.json({ nowMs: 0, incidents: [], heads: {}, missing: [], sequence: 'e.7.0' }));
  });
  render(
    <QueryClientProvider client={newQueryClient()}>
      <GivenSession value={session()}>
        <LiveProvider>
          <Incidents />
        </LiveProvider>
      </GivenSession>
    </QueryClientProvider>,
  );
  return asked;
}

it('asks for a list when it is known from where the stream is followed, so that nothing can happen between the two untold', async () => {
  let answer: (response: Response) => void = () => undefined;
  const asked = asking(() => new Promise((resolve) => (answer = resolve)));
  await vi.waitFor(() => expect(asked).toContain('/api/contracts'));
  expect(asked).not.toContain('/api/incidents/open');
  expect(opened).toEqual([]);
  answer(Response.json({ contracts: [], heads: {}, missing: [], sequence: 'e.5.0' }));
  await screen.findByText('0 open');
  expect(opened).toEqual(['/api/stream?after=e.5.0']);
});

it('shows the pages, which say what is wrong, where that place cannot be had, and asks their lists again once it can', async () => {
  let works = false;
  const asked = asking(() =>
    works
      ? Promise.resolve(Response.json({ contracts: [], heads: {}, missing: [], sequence: 'e.9.0' }))
      : Promise.reject(new TypeError('network')),
  );
  await screen.findByText('0 open');
  const times = () => asked.filter((address) => address === '/api/incidents/open').length;
  expect(times()).toBe(1);
  works = true;
  await vi.waitFor(() => expect(opened).toEqual(['/api/stream?after=e.9.0']), { timeout: 5000 });
  await vi.waitFor(() => expect(times()).toBe(2));
});
