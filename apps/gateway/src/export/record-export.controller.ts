import { Controller, Res } from '@nestjs/common';
import { Readable } from 'node:stream';
import { contractParams } from '../contracts/contract.routes.js';
import { Audit } from '../audit/audit.service.js';
import { Through, type Door, type DoorReply } from '../door/door.js';
import { RefusedError } from '../door/refusals.js';
import { asked, At, route } from '../door/route.js';
import { RecordExport } from './record-export.service.js';

const exportRecord = route({
  method: 'GET',
  path: '/api/contracts/:contract/export',
  summaryZh: '导出合同的完整记录（JSON Lines），供任何一方离线核验',
  summaryEn: 'The whole record of a contract as JSON Lines, for either party to check offline',
  ...asked('billing.facts.export'),
  params: contractParams,
  answer: 'json-lines',
});

@Controller()
export class RecordExportController {
  constructor(
    private readonly exports: RecordExport,
    private readonly audit: Audit,
  ) {}

  @At(exportRecord)
  async export(@Through() door: Door<typeof exportRecord>, @Res() reply: DoorReply): Promise<void> {
    const { contract } = door.params;
    const opened = await this.exports.open(door, contract);
    // Written before the first byte leaves.
    if (opened.ok) await this.audit.note(door, 'record.exported', { contract, heads: opened.value.head.heads });
    else await this.audit.note(door, 'record.export-refused', { contract, code: opened.error.code });
    if (!opened.ok) throw new RefusedError(opened.error);
    const { head, lines } = opened.value;
    const file = Readable.from(lines(), { highWaterMark: 1 });
    file.on('error', (error) => door.log.warn({ err: error, contract }, 'an export was cut'));
    void reply
      .header('Content-Type', 'application/x-ndjson; charset=utf-8')
      .header('Content-Disposition', `attachment; filename="weibao-${contract}-${head.exportedAt.slice(0, 10)}.jsonl"`)
      .header('Cache-Control', 'no-store')
      .send(file);
  }
}
