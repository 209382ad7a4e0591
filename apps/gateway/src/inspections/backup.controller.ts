import { Controller } from '@nestjs/common';
import { fields } from '@weibao/exchange';
import { recorders } from '@weibao/messages';
import { z } from 'zod';
import { contractParams } from '../contracts/contract.routes.js';
import type { Answered } from '../door/answers.js';
import { Through, type Door } from '../door/door.js';
import { At, route } from '../door/route.js';
import { ServiceRequests, type CommandAnswer } from '../door/service-requests.js';
import { commandAnswer } from '../openapi/answers.js';

/** A token for this action records backups and nothing else, so that it may lie in a script on a backup server. */
const recordBackup = route({
  method: 'POST',
  path: '/api/contracts/:contract/backups',
  summaryZh: '备份脚本登记一次备份：数据日期、种类、结果、存放位置、最早可恢复日期',
  summaryEn: 'A backup script records a backup: day, kind, result, places, oldest restorable day',
  who: [...recorders['backup.finished'].hospital, 'vendor'],
  action: 'facts.record-backup',
  status: 201,
  params: contractParams,
  body: z.strictObject({
    day: fields.date.meta({ description: 'The day whose data it holds' }),
    kind: fields.oneOf(['full', 'incremental']),
    ok: fields.flag,
    locations: fields.texts.optional().meta({ description: 'local, offsite' }),
    oldestRestorableOn: fields.date.optional().meta({ description: 'The oldest day that can still be restored' }),
  }),
  answer: commandAnswer,
  command: true,
});

@Controller()
export class BackupController {
  constructor(private readonly requests: ServiceRequests) {}

  @At(recordBackup)
  record(@Through() door: Door<typeof recordBackup>): Promise<Answered<CommandAnswer>> {
    const fact = { type: 'backup.finished', ...door.body };
    return this.requests.command('inspection.fact.record', door, door.params.contract, { fact });
  }
}
