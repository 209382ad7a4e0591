import { Controller } from '@nestjs/common';
import { operations, type DocumentPage } from '@weibao/messages';
import { z } from 'zod';
import { contractParams } from '../contracts/contract.routes.js';
import type { Answered } from '../door/answers.js';
import { Through, type Door } from '../door/door.js';
import { At, rolesOf, route } from '../door/route.js';
import { ServiceRequests } from '../door/service-requests.js';
import { documentView } from './document.answer.js';
import { headsView, sequence } from '../openapi/answers.js';

const list = operations['inspection.documents.list'].body;
const listDocuments = route({
  method: 'GET',
  path: '/api/contracts/:contract/documents',
  summaryZh: '一份合同的文件台账：应交的文件和已交的版本，先急后缓',
  summaryEn: 'The register of documents of a contract: what is owed and what was filed, most urgent first',
  who: rolesOf('inspection.documents.list'),
  action: 'inspection.documents.list',
  params: contractParams,
  query: list.extend({ after: z.coerce.number().int().min(0).default(0) }),
  answer: z.object({ documents: z.array(documentView), next: z.number().nullable(), heads: headsView, sequence }),
});

@Controller()
export class DocumentController {
  constructor(private readonly requests: ServiceRequests) {}

  @At(listDocuments)
  list(@Through() door: Door<typeof listDocuments>): Promise<Answered<unknown>> {
    return this.requests.one<DocumentPage, DocumentPage>(
      'inspection.documents.list',
      door,
      door.params.contract,
      door.query,
      ({ documents, next }) => ({ documents, next }),
    );
  }
}
