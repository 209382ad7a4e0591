import { setTimeout as sleep } from 'node:timers/promises';

export interface LiveEvent {
  event: string;
  id: string | null;
  data: Record<string, unknown>;
}

export interface LiveStream {
  events: LiveEvent[];
  /** The first event not yet taken that fits; waits for it. */
  next(fits: (event: LiveEvent) => boolean, withinMs?: number): Promise<LiveEvent>;
  close(): void;
}

/** Listens to the gateway's live stream as a page does. Resolves when the first event, the server's time, has come. */
export async function openStream(baseUrl: string, cookie: string, after?: string): Promise<LiveStream> {
  const closing = new AbortController();
  const query = after === undefined ? '' : `?after=${encodeURIComponent(after)}`;
  const answer = await fetch(`${baseUrl}/api/stream${query}`, { headers: { cookie }, signal: closing.signal });
  if (!answer.ok || !answer.body) throw new Error(`the stream answered ${answer.status}: ${await answer.text()}`);
  const events: LiveEvent[] = [];
  let taken = 0;
  void read(answer.body, events).catch(() => undefined);

  const stream: LiveStream = {
    events,
    async next(fits, withinMs = 10_000) {
      for (let waitedMs = 0; waitedMs <= withinMs; waitedMs += 20) {
        const found = events.findIndex((event, place) => place >= taken && fits(event));
        if (found >= 0) {
          taken = found + 1;
          return events[found] as LiveEvent;
        }
        await sleep(20);
      }
      throw new Error(
        `no such event within ${withinMs} ms; there were: ${events.map(({ event }) => event).join(', ')}`,
      );
    },
    close: () => closing.abort(),
  };
  await stream.next(({ event }) => event === 'time');
  return stream;
}

async function read(body: ReadableStream<Uint8Array>, events: LiveEvent[]): Promise<void> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true });
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const event = parse(text.slice(0, end));
      if (event) events.push(event);
      text = text.slice(end + 2);
    }
  }
}

function parse(block: string): LiveEvent | null {
  const fields = new Map(
    block.split('\n').map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon), line.slice(colon + 1).trimStart()] as const;
    }),
  );
  const event = fields.get('event');
  if (event === undefined) return null;
  return { event, id: fields.get('id') ?? null, data: JSON.parse(fields.get('data') ?? '{}') };
}
