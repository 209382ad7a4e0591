import { Controller, Res } from '@nestjs/common';
import { z } from 'zod';
import { contractParams } from '../contracts/contract.routes.js';
import { Audit } from '../audit/audit.service.js';
import type { Answered } from '../door/answers.js';
import { Through, type Door, type DoorReply } from '../door/door.js';
import { At, rolesOf, route } from '../door/route.js';
import { headsView } from '../openapi/answers.js';
import { ImportService, type Imported } from './import.service.js';

/** Facts are read one by one by the import itself, so that every fault of the whole list is named at once. */
const importFacts = route({
  method: 'POST',
  path: '/api/contracts/:contract/facts',
  summaryZh: '导入事实（交换格式），全部保存并汇总到结算服务后才回答',
  summaryEn: 'Import facts in the exchange format; answered when all are stored and billing-svc has them',
  who: rolesOf('billing.facts.import'),
  action: 'facts.import',
  params: contractParams,
  body: z.strictObject({ facts: z.array(z.unknown(), 'expected a list of facts').min(1).max(50_000) }),
  answer: z.object({ facts: z.number(), heads: headsView, commandId: z.string() }),
  command: true,
  bodyLimitBytes: 8 * 1024 * 1024,
});

@Controller()
export class ImportController {
  constructor(
    private readonly imports: ImportService,
    private readonly audit: Audit,
  ) {}

  @At(importFacts)
  async import(
    @Through() door: Door<typeof importFacts>,
    @Res({ passthrough: true }) reply: DoorReply,
  ): Promise<Answered<Imported>> {
    const { contract } = door.params;
    const imported = await this.imports.import(door, contract, door.body.facts);
    if (imported.ok) reply.header('Command-Id', imported.value.commandId);
    await this.audit.note(door, imported.ok ? 'facts.imported' : 'facts.refused', {
      contract,
      facts: door.body.facts.length,
      ...(imported.ok ? { commandId: imported.value.commandId } : { code: imported.error.code }),
    });
    return imported;
  }
}
