import { Inject, Injectable } from '@nestjs/common';
import { EXPORT_FORMAT, formatInstant, type ExportedStatement, type ExportHead, type Outcome } from '@weibao/exchange';
import { services, type ExportPage, type Service } from '@weibao/messages';
import { CLOCK, type Clock } from '../config.js';
import type { Answered } from '../door/answers.js';
import type { Door } from '../door/door.js';
import { ServiceRequests } from '../door/service-requests.js';
import { StatementReader } from '../statements/statement-reader.js';
import { noSuchRecord } from './record-export.refusals.js';

export interface OpenedExport {
  head: ExportHead;
  /** The lines of the file, a page of facts at a time. */
  lines: () => AsyncGenerator<string>;
}

/** The record of one contract as its three services keep it, page by page: a long record needs no more memory than a short one. */
@Injectable()
export class RecordExport {
  constructor(
    private readonly requests: ServiceRequests,
    private readonly statements: StatementReader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Asks for the heads and gives them with the lines up to them; what is recorded later is not in this file. */
  async open(door: Door, contract: string): Promise<Answered<OpenedExport>> {
    // What the services have seen of each other is asked before the heads, so that nobody has seen more than the file holds.
    const seen = await this.firstPages(door, contract);
    if (!seen.ok) return seen;
    // Nor is a statement frozen on more than that.
    const statements = await this.statements.names(door, contract);
    if (!statements.ok) return statements;
    const latest = await this.firstPages(door, contract);
    if (!latest.ok) return latest;
    const known = seen.value.some(({ page }) => page.head.position > 0 || Object.keys(page.seen).length > 0);
    if (!known) return { ok: false, error: noSuchRecord(contract) };
    const head: ExportHead = {
      format: EXPORT_FORMAT,
      contract,
      exportedAt: formatInstant(this.clock()),
      heads: Object.fromEntries(latest.value.map(({ service, page }) => [service, page.head])),
      witnesses: Object.fromEntries(seen.value.map(({ service, page }) => [service, page.seen])),
      statements: statements.value.length,
      versions: await this.versions(door, contract),
    };
    return { ok: true, value: { head, lines: () => this.lines(door, head, statements.value) } };
  }

  /** Where the chains of a contract stand now. */
  async heads(door: Door, contract: string): Promise<Answered<ExportHead['heads']>> {
    const pages = await this.firstPages(door, contract);
    if (!pages.ok) return pages;
    return { ok: true, value: Object.fromEntries(pages.value.map(({ service, page }) => [service, page.head])) };
  }

  private async firstPages(door: Door, contract: string): Promise<Answered<{ service: Service; page: ExportPage }[]>> {
    const pages: { service: Service; page: ExportPage }[] = [];
    for (const service of services) {
      const asked = await this.ask(door, contract, service, 0, 1);
      if (!asked.ok) return { ok: false, error: asked.error };
      pages.push({ service, page: asked.result });
    }
    return { ok: true, value: pages };
  }

  private ask(door: Door, contract: string, service: Service, after: number, limit: number) {
    return this.requests.query<ExportPage>(`${service}.facts.export`, door, contract, { after, limit });
  }

  private async versions(door: Door, contract: string): Promise<ExportHead['versions']> {
    const asked = await this.requests.query<Pick<Outcome, 'versions'>>('billing.outcome.get', door, contract, {
      lists: [],
    });
    return asked.ok ? asked.result.versions : null; // a record that cannot be computed can be taken home all the same
  }

  /** Throws when a service is away: the line is then cut, and the file does not reach the heads that it names. */
  private async *lines(door: Door, head: ExportHead, statements: readonly string[]): AsyncGenerator<string> {
    yield `${JSON.stringify(head)}\n`;
    for (const statement of statements) {
      const read = await this.statements.read(door, head.contract, statement);
      if (!read.ok) throw new Error(`the export of ${head.contract} was cut: ${statement} ${read.error.code}`);
      const { document, sha256 } = read.value;
      yield `${JSON.stringify({ statement, sha256, document } satisfies ExportedStatement)}\n`;
    }
    for (const service of services) {
      const until = head.heads[service]?.position ?? 0;
      for (let after = 0; after < until;) {
        const asked = await this.ask(door, head.contract, service, after, 500);
        if (!asked.ok) throw new Error(`the export of ${head.contract} was cut: ${service} ${asked.error.code}`);
        const facts = asked.result.facts.filter(({ position }) => position <= until);
        const last = facts.at(-1);
        if (!last) break; // fewer facts than the head says: the file shows it
        yield facts.map((fact) => `${JSON.stringify(fact)}\n`).join('');
        after = last.position;
      }
    }
  }
}
