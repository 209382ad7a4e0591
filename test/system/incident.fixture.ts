import { formatInstant } from '@weibao/exchange';
import type { Actor, IncidentDetail, IncidentPage, IncidentView, OperationName, Reply } from '@weibao/messages';
import { administrator, Questions } from './billing.fixture.js';

export const desk: Actor = { account: 'duty', organisation: 'demo-hospital', role: 'duty-desk' };

/** A whole second so long ago: targets are then due at whole seconds too. */
export const secondsAgo = (seconds: number): string => formatInstant((Math.floor(Date.now() / 1000) - seconds) * 1000);

export const later = (instant: string, seconds: number): string => formatInstant(Date.parse(instant) + seconds * 1000);

export const daysAgo = (days: number): string => secondsAgo(days * 86_400).slice(0, 10);

/** What a command of the incident service answers. */
export interface Stored {
  incident: string;
  fact: string;
  at: string;
}

/** One contract as its duty desk and its vendor work on it. */
export class Desk {
  constructor(
    private readonly questions: Questions,
    readonly contract: string,
    private readonly actor: Actor = desk,
  ) {}

  as(actor: Actor): Desk {
    return new Desk(this.questions, this.contract, actor);
  }

  ask<Result = Stored>(operation: OperationName, body: object, commandId?: string): Promise<Reply<Result>> {
    const asked = { actor: this.actor, ...(commandId === undefined ? {} : { commandId }) };
    return this.questions.ask<Result>(operation, this.contract, body, asked);
  }

  async want<Result = Stored>(operation: OperationName, body: object, commandId?: string): Promise<Result> {
    const reply = await this.ask<Result>(operation, body, commandId);
    if (!reply.ok) throw new Error(`${operation}: ${JSON.stringify(reply.error)}`);
    return reply.result;
  }

  /** `ok`, or the refusal's code. */
  async code(operation: OperationName, body: object, commandId?: string): Promise<string> {
    const reply = await this.ask(operation, body, commandId);
    return reply.ok ? 'ok' : reply.error.code;
  }

  async open(): Promise<IncidentView[]> {
    return (await this.want<IncidentPage>('incident.open.list', {})).incidents;
  }

  get(incident: string): Promise<IncidentDetail> {
    return this.want<IncidentDetail>('incident.get', { incident });
  }

  async clock(incident: string, clause: string): Promise<IncidentDetail['clocks'][number] | undefined> {
    return (await this.get(incident)).clocks.find((clock) => clock.clause === clause);
  }

  /** How many facts the incident service holds of the contract. */
  async head(): Promise<number> {
    const page = await this.as(administrator).want<{ head: number }>('incident.facts.read', { after: 0, limit: 1 });
    return page.head;
  }
}
