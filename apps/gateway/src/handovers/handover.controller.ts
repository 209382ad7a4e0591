import { Controller, Inject } from '@nestjs/common';
import { formatInstant, parseInstant } from '@weibao/exchange';
import { randomBytes } from 'node:crypto';
import { Audit } from '../audit/audit.service.js';
import { CLOCK, type Clock } from '../config.js';
import { OwnContracts } from '../contracts/own-contracts.js';
import type { Answered } from '../door/answers.js';
import { callerOf, Through, type Door } from '../door/door.js';
import { RefusedError } from '../door/refusals.js';
import { At } from '../door/route.js';
import { StreamHub } from '../stream/stream-hub.js';
import { HandoverItemsReader } from './handover-items.js';
import { HandoverRecord } from './handover-record.js';
import * as refusals from './handover.refusals.js';
import { HandoverRepository, type Handover } from './handover.repository.js';
import * as routes from './handover.routes.js';
import { handoverSheet, handoverSummary } from './handover.view.js';
import { dateAt, LONGEST_MS, shiftEndMs } from './shift.js';

const PAGE = 30;

/** Shifts handed over, of one organisation: whoever goes signs what is open and due, whoever comes signs to have read it. The audit names sheets, no texts. */
@Controller()
export class HandoverController {
  constructor(
    private readonly handovers: HandoverRepository,
    private readonly items: HandoverItemsReader,
    private readonly record: HandoverRecord,
    private readonly contracts: OwnContracts,
    private readonly hub: StreamHub,
    private readonly audit: Audit,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @At(routes.listHandovers)
  async list(@Through() door: Door<typeof routes.listHandovers>): Promise<Answered<unknown>> {
    const { organisation } = callerOf(door).actor;
    const beforeMs = door.query.before === undefined ? undefined : (parseInstant(door.query.before) ?? undefined);
    const [open, past] = await Promise.all([
      this.handovers.open(organisation),
      this.handovers.past(organisation, PAGE, beforeMs),
    ]);
    const last = past.length === PAGE ? past.at(-1) : undefined;
    return {
      ok: true,
      value: {
        waiting: open.map(handoverSummary),
        past: past.map(handoverSummary),
        next: last ? formatInstant(last.handedOver.atMs) : null,
      },
    };
  }

  @At(routes.draftHandover)
  async draft(@Through() door: Door<typeof routes.draftHandover>): Promise<Answered<unknown>> {
    const nowMs = this.clock();
    const untilMs = untilOf(door.query.until, nowMs);
    const items = await this.items.until(door, untilMs);
    if (!items.ok) return items;
    return { ok: true, value: { now: formatInstant(nowMs), until: formatInstant(untilMs), items: items.value } };
  }

  @At(routes.signOut)
  async signOut(@Through() door: Door<typeof routes.signOut>): Promise<Answered<unknown>> {
    const caller = callerOf(door);
    const { account, organisation, role } = caller.actor;
    const { notes, until } = door.body;
    const { commandId } = door;
    const first = await this.handovers.byCommand(account, commandId);
    if (first) return signedBefore(first, door.body, commandId);
    const nowMs = this.clock();
    const untilMs = untilOf(until, nowMs);
    const [items, own] = await Promise.all([
      this.items.until(door, untilMs),
      this.contracts.of(caller, door.requestId),
    ]);
    if (!items.ok) return items;
    if (!own.ok) return { ok: false, error: own.error };
    const today = dateAt(nowMs);
    const inTerm = own.result.filter(
      ({ trial, startsOn, endsOn }) => !trial && (startsOn ?? today) <= today && today <= (endsOn ?? today),
    );
    const sheet = await this.handovers.add({
      id: `${today}-${randomBytes(4).toString('hex')}`,
      commandId,
      organisation,
      account,
      role,
      atMs: nowMs,
      untilMs,
      contracts: inTerm.map(({ contract }) => contract).sort(),
      items: items.value,
      notes,
    });
    await this.audit.note(door, 'handover.signed-out', { handover: sheet.id });
    this.tell(sheet);
    return signedBefore(sheet, door.body, commandId);
  }

  @At(routes.getHandover)
  async get(@Through() door: Door<typeof routes.getHandover>): Promise<Answered<unknown>> {
    return { ok: true, value: handoverSheet(await this.found(door)) };
  }

  @At(routes.takeOver)
  async takeOver(@Through() door: Door<typeof routes.takeOver>): Promise<Answered<unknown>> {
    const sheet = await this.found(door);
    const { account, organisation, role } = callerOf(door).actor;
    const key = { organisation, id: sheet.id };
    if (sheet.handedOver.account === account) return { ok: false, error: refusals.ownHandover(sheet.id) };
    const isNew = await this.handovers.takeOver(key, { account, role, atMs: this.clock() }, door.body.remark);
    if (isNew) await this.audit.note(door, 'handover.taken-over', { handover: sheet.id });
    const signed = await this.found(door);
    if (signed.takenBackAtMs !== null)
      return { ok: false, error: refusals.takenBackAlready(sheet.id, formatInstant(signed.takenBackAtMs)) };
    // Whoever comes by completes what was interrupted: it is recorded in the names that signed.
    const recorded = await this.record.complete(signed, door.requestId);
    this.tell(signed);
    if (!recorded.ok) return recorded;
    if (signed.takenOver && signed.takenOver.account !== account) return alreadyTaken(signed);
    return { ok: true, value: handoverSheet(await this.found(door)) };
  }

  @At(routes.takeBack)
  async takeBack(@Through() door: Door<typeof routes.takeBack>): Promise<Answered<unknown>> {
    const sheet = await this.found(door);
    const { account, organisation } = callerOf(door).actor;
    if (sheet.handedOver.account !== account)
      return { ok: false, error: refusals.notYoursToTakeBack(sheet.id, sheet.handedOver.account) };
    const isNew = await this.handovers.takeBack({ organisation, id: sheet.id }, account, this.clock());
    if (isNew) await this.audit.note(door, 'handover.taken-back', { handover: sheet.id });
    this.tell(sheet);
    const after = await this.found(door);
    return after.takenOver ? alreadyTaken(after) : { ok: true, value: handoverSheet(after) };
  }

  @At(routes.eraseTexts)
  async eraseTexts(@Through() door: Door<typeof routes.eraseTexts>): Promise<Answered<undefined>> {
    const { id } = await this.found(door);
    const { account, organisation } = callerOf(door).actor;
    await this.handovers.eraseTexts({ organisation, id }, account, this.clock());
    await this.audit.note(door, 'handover.texts-erased', { handover: id });
    this.tell({ id, organisation });
    return { ok: true, value: undefined };
  }

  /** Whoever is on duty in the same house, at this gateway; at another one the page asks by itself. */
  private tell({ id, organisation }: Pick<Handover, 'id' | 'organisation'>): void {
    const onDuty: readonly string[] = routes.rolesOnDuty;
    this.hub.tell(
      ({ actor, by }) => by.kind === 'session' && actor.organisation === organisation && onDuty.includes(actor.role),
      'handover.changed',
      { handover: id },
    );
  }

  /** Another organisation's sheet is as absent as one that nobody wrote. */
  private async found(door: Pick<Door, 'caller'> & { params: { handover: string } }): Promise<Handover> {
    const id = door.params.handover;
    const sheet = await this.handovers.find({ organisation: callerOf(door).actor.organisation, id });
    if (!sheet) throw new RefusedError(refusals.unknownHandover(id));
    return sheet;
  }
}

function untilOf(until: string | undefined, nowMs: number): number {
  if (until === undefined) return shiftEndMs(nowMs);
  const untilMs = parseInstant(until) ?? 0;
  if (untilMs > nowMs && untilMs <= nowMs + LONGEST_MS) return untilMs;
  throw new RefusedError(refusals.badUntil(until, formatInstant(nowMs)));
}

/** Sent twice, a sheet is signed once; the same id with other words or another end is another sheet. */
function signedBefore(
  sheet: Handover,
  { notes, until }: { notes: string; until: string },
  commandId: string,
): Answered<unknown> {
  const same = (sheet.notes === null || sheet.notes === notes) && parseInstant(until) === sheet.untilMs;
  return same ? { ok: true, value: handoverSheet(sheet) } : { ok: false, error: refusals.otherUnderSameId(commandId) };
}

function alreadyTaken({ id, takenOver }: Handover): Answered<never> {
  const { account = '', atMs = 0 } = takenOver ?? {};
  return { ok: false, error: refusals.takenOverAlready(id, account, formatInstant(atMs)) };
}
