import { Controller, Inject, Res } from '@nestjs/common';
import { services, type Actor, type OperationName, type Service } from '@weibao/messages';
import { Broker, Database, RequestClient } from '@weibao/service-kit';
import { z } from 'zod';
import { CLOCK, type Clock } from '../config.js';
import type { AccessTables } from '../database/access.tables.js';
import type { DoorReply } from '../door/door.js';
import { EvidenceRepository } from '../evidence/evidence.repository.js';
import { At, route } from '../door/route.js';
import { StreamFollower } from '../stream/stream-follower.js';

const ANSWERS_WITHIN_MS = 1500;
const FRESH_MS = 500;

/** Nobody's account: the services' refusal to it is answer enough. */
const nobody: Actor = { account: 'gateway-health', organisation: 'gateway', role: 'auditor' };
const questions: Record<Service, OperationName> = {
  incident: 'incident.open.list',
  inspection: 'inspection.duties.list',
  billing: 'billing.contract.get',
};

const live = route({
  method: 'GET',
  path: '/health/live',
  summaryZh: '进程在运行',
  summaryEn: 'The process runs',
  who: 'anyone',
  answer: z.object({ name: z.string(), live: z.boolean() }),
});
const ready = route({
  method: 'GET',
  path: '/health/ready',
  summaryZh: '数据库、消息总线和三个服务都有应答；evidence 表示凭证文件均完好，不影响就绪',
  summaryEn:
    'Database, broker and the three services answer; 503 when not. `evidence`: no file is known to be damaged; it says nothing of readiness',
  who: 'anyone',
  answer: z.object({ name: z.string(), ready: z.boolean() }).catchall(z.boolean()),
});

type Parts = Record<string, boolean>;

@Controller()
export class HealthController {
  private last: { parts: Promise<Parts>; untilMs: number } | undefined;

  constructor(
    private readonly database: Database<AccessTables>,
    private readonly broker: Broker,
    private readonly client: RequestClient,
    private readonly follower: StreamFollower,
    private readonly evidence: EvidenceRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @At(live)
  live() {
    return { name: 'gateway', live: true };
  }

  @At(ready)
  async ready(@Res({ passthrough: true }) reply: DoorReply) {
    const { ready: isReady, parts } = await this.readiness();
    reply.status(isReady ? 200 : 503).header('Cache-Control', 'no-store');
    return { name: 'gateway', ready: isReady, ...parts };
  }

  async readiness(): Promise<{ ready: boolean; parts: Parts }> {
    const parts = await this.parts();
    return { ready: Object.entries(parts).every(([name, isWell]) => isWell || name === 'evidence'), parts };
  }

  /** Open to everybody, so looked at twice a second at most. */
  private parts(): Promise<Parts> {
    const nowMs = this.clock();
    if (!this.last || nowMs >= this.last.untilMs) this.last = { parts: this.look(), untilMs: nowMs + FRESH_MS };
    return this.last.parts;
  }

  private async look(): Promise<Parts> {
    const [database, broker, ...answering] = await Promise.all([
      this.database.answers(ANSWERS_WITHIN_MS),
      this.broker.answers(ANSWERS_WITHIN_MS),
      ...services.map((service) => this.answers(service)),
    ]);
    const evidence = database && (await this.evidence.damagedCount().catch(() => -1)) === 0;
    const parts: Parts = { database, broker, stream: this.follower.isFollowing, evidence };
    services.forEach((service, index) => (parts[`${service}-svc`] = answering[index] ?? false));
    return parts;
  }

  private async answers(service: Service): Promise<boolean> {
    const question = { contract: 'health', actor: nobody, body: {} };
    const reply = await this.client.ask(questions[service], question, ANSWERS_WITHIN_MS);
    return reply.ok || reply.error.code !== 'SERVICE.UNAVAILABLE';
  }
}
