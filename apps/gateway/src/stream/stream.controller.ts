import { Controller, Inject, Req, Res, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Refusal } from '@weibao/messages';
import { z } from 'zod';
import { CLOCK, type Clock } from '../config.js';
import { OwnContracts } from '../contracts/own-contracts.js';
import type { Caller } from '../door/caller.js';
import { Callers } from '../door/caller.service.js';
import { callerOf, Through, type Door, type DoorReply, type DoorRequest } from '../door/door.js';
import { RefusedError } from '../door/refusals.js';
import { At, route } from '../door/route.js';
import { changesParties } from './event-content.js';
import type { EventContent } from './event-ring.js';
import { StreamFollower } from './stream-follower.js';
import { ReporterPlace } from './reporter-place.js';
import { StreamHub, timeFrame, type Listener, type Sees } from './stream-hub.js';

const HEARTBEAT_MS = 5000;
/** What a listener has not taken of it yet. Who is slower than that is cut off, and resumes from where it was. */
const LARGEST_BACKLOG_BYTES = 1_000_000;

const stream = route({
  method: 'GET',
  path: '/api/stream',
  summaryZh: '实时事件流：仅限本单位的合同',
  summaryEn: "Live events of the caller's contracts",
  who: 'signed-in',
  action: 'stream.read',
  query: z.strictObject({ after: z.string().max(100).optional() }),
  answer: 'event-stream',
});

@Controller()
export class StreamController implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private checking = false;

  constructor(
    private readonly hub: StreamHub,
    private readonly follower: StreamFollower,
    private readonly contracts: OwnContracts,
    private readonly place: ReporterPlace,
    private readonly callers: Callers,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.follower.start((content) => this.noteParties(content));
    this.timer = setInterval(() => {
      this.hub.heartbeat(this.clock());
      void this.checkCallers();
    }, HEARTBEAT_MS);
    this.timer.unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
    this.follower.stop();
    this.hub.closeAll();
  }

  @At(stream)
  async listen(
    @Through() door: Door<typeof stream>,
    @Req() request: DoorRequest,
    @Res() reply: DoorReply,
  ): Promise<void> {
    const caller = callerOf(door);
    const sees = await this.seesOf(caller, door.requestId);
    if (typeof sees !== 'function') throw new RefusedError(sees);
    const places = [request.headers['last-event-id'], door.query.after];
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, {
      ...reply.getHeaders(),
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store',
      'X-Accel-Buffering': 'no', // a proxy that gathers before it sends would make a live stream a late one
    } as Record<string, string>);
    raw.socket?.setNoDelay(true);
    raw.write(`retry: 2000\n\n${timeFrame(this.clock())}`);
    const listener: Listener = {
      caller,
      sees,
      send: (frame) => {
        if (raw.destroyed) return;
        if (raw.writableLength > LARGEST_BACKLOG_BYTES) raw.destroy();
        else raw.write(frame);
      },
      close: () => raw.end(),
    };
    const place = places.find((text): text is string => typeof text === 'string' && text !== '');
    const leave = this.hub.join(listener, place);
    raw.on('close', leave);
  }

  /**
   * What a caller may hear: the system administrator everything, those of security and audit nothing but the time, a reporter what happens to the
   * incidents of its place, everybody else the contracts of the organisation.
   */
  private async seesOf(caller: Caller, requestId: string): Promise<Sees | Refusal> {
    const { role } = caller.actor;
    const isAdministrator = role === 'system-administrator';
    const isUnlimited = caller.by.kind === 'session' || caller.by.scope.contracts.includes('*');
    if (isAdministrator && isUnlimited) return () => true;
    if (role === 'security-administrator' || role === 'audit-administrator') return () => false;
    const own = await this.contracts.of(caller, requestId, isAdministrator);
    if (!own.ok) return own.error;
    const contracts = own.result.map((view) => view.contract);
    if (role === 'reporter') return this.place.seesOf(caller, contracts, requestId);
    const heard = new Set(contracts);
    return ({ contract }) => heard.has(contract);
  }

  private noteParties(content: EventContent): void {
    if (!changesParties(content)) return;
    this.contracts.forgetAll();
    if (this.hub.count === 0) return;
    void this.hub.renew(async (caller) => {
      const sees = await this.seesOf(caller, 'stream');
      return typeof sees === 'function' ? sees : null;
    }, content);
  }

  /** One round at a time: a slow database must not let them pile up. */
  private async checkCallers(): Promise<void> {
    if (this.checking) return;
    this.checking = true;
    await this.hub.checkCallers((caller) => this.isWelcome(caller));
    this.checking = false;
  }

  /** A database that is away for a moment shows nobody out. */
  private async isWelcome(caller: Caller): Promise<boolean> {
    try {
      return (await this.callers.again(caller)) !== null;
    } catch {
      return true;
    }
  }
}
