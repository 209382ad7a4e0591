import { Controller, Inject, Res } from '@nestjs/common';
import { ANCHORS_FORMAT, anchorsSchema, formatInstant, type Anchors } from '@weibao/exchange';
import { CLOCK, type Clock } from '../config.js';
import { OwnContracts } from '../contracts/own-contracts.js';
import { Audit } from '../audit/audit.service.js';
import { callerOf, Through, type Door, type DoorReply } from '../door/door.js';
import { RefusedError } from '../door/refusals.js';
import { At, rolesOf, route } from '../door/route.js';
import { RecordExport } from './record-export.service.js';

const takeAnchors = route({
  method: 'GET',
  path: '/api/anchors',
  summaryZh: '本单位各合同此刻的链头，可留存、公布或交给对方，日后据以核验导出的记录',
  summaryEn:
    'Where the chains of one’s contracts stand now: to be kept, published or handed over, and later exports checked against',
  who: rolesOf('billing.facts.export'),
  action: 'billing.facts.export',
  answer: anchorsSchema,
});

@Controller()
export class AnchorsController {
  constructor(
    private readonly contracts: OwnContracts,
    private readonly exports: RecordExport,
    private readonly audit: Audit,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** All of them or none: a file that leaves a contract out would later speak for nothing of it. */
  @At(takeAnchors)
  async take(@Through() door: Door<typeof takeAnchors>, @Res() reply: DoorReply): Promise<void> {
    const own = await this.contracts.of(callerOf(door), door.requestId);
    if (!own.ok) throw new RefusedError(own.error);
    const at = formatInstant(this.clock());
    const anchors: Anchors['anchors'] = [];
    for (const { contract } of own.result) {
      const heads = await this.exports.heads(door, contract);
      if (!heads.ok) throw new RefusedError(heads.error);
      anchors.push({ contract, heads: heads.value });
    }
    await this.audit.note(door, 'anchors.taken', { contracts: anchors.length });
    void reply
      .header('Content-Type', 'application/json; charset=utf-8')
      .header('Content-Disposition', `attachment; filename="weibao-anchors-${at.slice(0, 10)}.json"`)
      .header('Cache-Control', 'no-store')
      .send(`${JSON.stringify({ format: ANCHORS_FORMAT, at, anchors } satisfies Anchors, null, 2)}\n`);
  }
}
