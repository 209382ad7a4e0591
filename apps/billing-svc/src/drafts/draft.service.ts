import { Injectable } from '@nestjs/common';
import { asOwnTerms, type OwnTerms, type Terms } from '@weibao/contract-terms';
import {
  TRIAL_PREFIX,
  type Actor,
  type DraftList,
  type DraftRegistered,
  type DraftView,
  type PatternView,
  type Reply,
} from '@weibao/messages';
import { answer, ContractRecords, FactStore, StandingFacts, type Call } from '@weibao/service-kit';
import { createHash } from 'node:crypto';
import { badRegistration, contractExists } from '../contracts/contract.refusals.js';
import { latestTerms } from '../contracts/latest-terms.js';
import { asksForAnswer } from '../contracts/finding-key.js';
import { onceKeyOf } from '../recording/once-keys.js';
import { TermsFiles } from '../terms/terms-files.js';
import { baseFromFile } from './draft-base.js';
import { planOfDraft } from './draft-facts.js';
import {
  badDraft,
  badTermsFile,
  draftMoved,
  draftRegistered,
  noSuchDraft,
  noSuchFindings,
  noSuchPattern,
  notSettled,
} from './draft.refusals.js';
import { DraftRepository, type StoredDraft } from './draft.repository.js';
import { draftFindings, draftSummary, draftView, openFindings } from './draft.view.js';
import { openDraft, type OpenedDraft } from './opened-draft.js';

type DraftCall = Call<'billing.draft.save' | 'billing.draft.register'>;

const startOf = (call: Call): string =>
  `d-${createHash('sha256').update([call.actor.organisation, call.envelope.commandId].join('\n')).digest('hex').slice(0, 16)}`;

/** Contracts that are drawn up by the hospital. Nothing works with a draft until it is registered; then its record begins, and no draft is asked again. */
@Injectable()
export class DraftService {
  constructor(
    private readonly drafts: DraftRepository,
    private readonly records: ContractRecords,
    private readonly store: FactStore,
    private readonly files: TermsFiles,
  ) {}

  async start(call: Call<'billing.draft.start'>, nowMs: number): Promise<Reply> {
    const { actor, body, envelope } = call;
    const { basedOn, file } = body;
    const follows = basedOn === undefined ? undefined : await this.termsOf(actor, basedOn);
    if (basedOn === undefined ? file === undefined : follows === undefined)
      return noSuchPattern(
        basedOn ?? '',
        (await this.patterns(actor)).map(({ pattern }) => pattern),
      );
    const base = file ? baseFromFile(file, follows) : { ok: true as const, value: asOwnTerms(follows as Terms) };
    if (!base.ok) return badTermsFile(base.faults);
    const id = startOf(call);
    await this.drafts.add({
      id,
      organisation: actor.organisation,
      basedOn: file?.name ?? (basedOn as string),
      base: base.value,
      content: {
        contract: '',
        parties: [{ organisation: actor.organisation, part: 'customer' }],
        parameters: {},
        edits: {},
        texts: {},
      },
      startedBy: actor.account,
      commandId: envelope.commandId,
      atMs: nowMs,
    });
    return this.view(actor, id);
  }

  async save(call: Call<'billing.draft.save'>, nowMs: number): Promise<Reply> {
    const { actor, body } = call;
    const stored = await this.drafts.find(actor.organisation, body.draft);
    if (!stored) return noSuchDraft(body.draft);
    if (stored.lastCommand === call.envelope.commandId) return this.view(actor, body.draft);
    if (stored.registeredAs !== null) return draftRegistered(stored.id, stored.registeredAs);
    const opened = openDraft(stored.base, body.content);
    if (!opened.ok) return badDraft(opened.faults);
    const saved = await this.drafts.save(changeOf(call, nowMs), body.content);
    return saved ? this.view(actor, body.draft) : draftMoved(stored.id, stored.changedBy);
  }

  async accept(call: Call<'billing.draft.accept'>, nowMs: number): Promise<Reply> {
    const { actor, body } = call;
    const found = await this.open(actor, body.draft);
    if (!found) return noSuchDraft(body.draft);
    const { stored, opened } = found;
    if (stored.registeredAs !== null) return draftRegistered(stored.id, stored.registeredAs);
    const known = new Set(
      draftFindings(stored, opened)
        .filter(asksForAnswer)
        .map(({ key }) => key),
    );
    const unknown = body.findings.filter((key) => !known.has(key));
    if (unknown.length > 0) return noSuchFindings(unknown);
    await this.drafts.accept(stored.id, [...new Set(body.findings)], {
      account: actor.account,
      atMs: nowMs,
      reason: body.note,
    });
    return this.view(actor, stored.id);
  }

  async discard(call: Call<'billing.draft.discard'>): Promise<Reply> {
    const { actor, body } = call;
    const stored = await this.drafts.find(actor.organisation, body.draft);
    if (!stored) return noSuchDraft(body.draft);
    if (stored.registeredAs !== null) return draftRegistered(stored.id, stored.registeredAs);
    const gone = await this.drafts.discard(stored.id, body.version ?? stored.version);
    return gone ? answer({ draft: stored.id }) : draftMoved(stored.id, stored.changedBy);
  }

  /** The record of the contract begins, and the draft ends; told again to a command that is sent twice. */
  async register(call: Call<'billing.draft.register'>, nowMs: number): Promise<Reply> {
    const { actor, body, envelope } = call;
    const found = await this.open(actor, body.draft);
    if (!found) return noSuchDraft(body.draft);
    const { stored, opened } = found;
    const isAgain = stored.lastCommand === envelope.commandId;
    if (stored.registeredAs !== null && !isAgain) return draftRegistered(stored.id, stored.registeredAs);
    if (!isAgain && stored.version !== body.version) return draftMoved(stored.id, stored.changedBy);
    const findings = draftFindings(stored, opened);
    const open = openFindings(findings);
    if (open.length > 0) return notSettled(open);
    const { contract } = stored.content;
    const plan = planOfDraft(stored, opened, findings, { actor, patterns: this.files.patterns, nowMs });
    if (!plan.ok) return badRegistration(contract === '' ? stored.id : contract, plan.faults);
    const appended = await this.store.append(
      { operation: call.operation, envelope: { ...envelope, contract } },
      {
        facts: plan.facts,
        once: plan.facts.flatMap((fact, index) => {
          const key = fact.type === 'contract.registered' ? fact.type : onceKeyOf(fact);
          return key === null ? [] : [{ key, fact: index }];
        }),
        expectHead: 0, // a contract's first facts, or none
        reply: ([registered]): DraftRegistered => ({
          contract,
          fact: registered?.id ?? '',
          terms: plan.terms,
          calendars: plan.years,
          accepted: plan.accepted,
        }),
      },
    );
    if (appended.outcome === 'moved' || appended.outcome === 'taken') return contractExists(contract);
    if (appended.reply.ok && stored.registeredAs === null)
      await this.drafts.markRegistered(changeOf(call, nowMs), contract);
    return appended.reply;
  }

  async list(actor: Actor): Promise<Reply<DraftList>> {
    const stored = await this.drafts.list(actor.organisation);
    const drafts = stored.map((one) => draftSummary(one, opened(one)));
    return answer({ drafts, patterns: await this.patterns(actor) });
  }

  async view(actor: Actor, draft: string): Promise<Reply<DraftView>> {
    const found = await this.open(actor, draft);
    return found ? answer(draftView(found.stored, found.opened)) : noSuchDraft(draft);
  }

  private async open(actor: Actor, draft: string): Promise<{ stored: StoredDraft; opened: OpenedDraft } | null> {
    const stored = await this.drafts.find(actor.organisation, draft);
    return stored && { stored, opened: opened(stored) };
  }

  /** The terms that ship, by the prefix of their clauses, which no contract's id looks like, and those of the contracts that the organisation has on the hospital's side. */
  private async patterns(actor: Actor): Promise<PatternView[]> {
    const own: PatternView[] = [];
    for (const contract of await this.records.contracts()) {
      if (contract.startsWith(TRIAL_PREFIX)) continue;
      const terms = await this.ownTerms(actor, contract);
      if (terms) own.push({ pattern: contract, nameZh: terms.nameZh, nameEn: terms.nameEn, own: true });
    }
    const shipped = this.files.patterns.flatMap((pattern) => {
      const terms = this.files.shipped(pattern);
      return terms ? [{ pattern: terms.prefix, nameZh: terms.nameZh, nameEn: terms.nameEn, own: false }] : [];
    });
    return [...shipped, ...own];
  }

  private async termsOf(actor: Actor, basedOn: string): Promise<Terms | undefined> {
    return this.files.ofPrefix(basedOn) ?? (await this.ownTerms(actor, basedOn)) ?? undefined;
  }

  /** A contract's terms as amended, for an organisation that has them on the hospital's side. */
  private async ownTerms({ organisation }: Actor, contract: string): Promise<Terms | null> {
    const { registered, parties, facts } = await this.records.get(contract);
    if (!registered || !parties.some((party) => party.organisation === organisation && party.part !== 'vendor'))
      return null;
    const terms = this.files.of({ contract, registered });
    if (!terms) return null;
    const standing = new StandingFacts(facts);
    const stand = facts.filter((fact) => standing.withdrawalOf(fact) === undefined);
    return latestTerms(terms, registered.parameters ?? {}, stand).terms;
  }
}

/** What is stored was checked when it was saved. Throws where this version of Weibao reads it no more. */
function opened(stored: { base: OwnTerms; content: StoredDraft['content']; id: string }): OpenedDraft {
  const found = openDraft(stored.base, stored.content);
  if (!found.ok) throw new Error(`draft ${stored.id} cannot be read any more: ${JSON.stringify(found.faults)}`);
  return found.value;
}

const changeOf = ({ actor, body, envelope }: DraftCall, atMs: number) => ({
  id: body.draft,
  version: body.version,
  account: actor.account,
  commandId: envelope.commandId,
  atMs,
});
