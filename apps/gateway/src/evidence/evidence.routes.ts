import { fields } from '@weibao/exchange';
import { allRecorders } from '@weibao/messages';
import { z } from 'zod';
import { contractKey, contractParams } from '../contracts/contract.routes.js';
import { rolesOf, route } from '../door/route.js';

const ofContract = '/api/contracts/:contract/evidence';
const evidenceFile = z.object({ sha256: z.string(), bytes: z.number(), mediaType: z.string() });

export const uploadEvidence = route({
  method: 'POST',
  path: ofContract,
  summaryZh: '上传一个凭证文件（正文即文件内容，文件名放在 X-File-Name），返回其 SHA-256，供记录引用',
  summaryEn:
    'Upload a file as evidence: the body is the file, X-File-Name its name (percent-encoded UTF-8); the answer is what a fact names under `evidence`',
  who: allRecorders,
  action: 'facts.record',
  status: 201,
  params: contractParams,
  upload: true,
  answer: z.object({ evidence: evidenceFile }),
});

export const downloadEvidence = route({
  method: 'GET',
  path: `${ofContract}/:sha256`,
  summaryZh: '下载合同记录中的一个凭证文件，发出前核对其内容',
  summaryEn: 'A file that the record of this contract names; its content is compared with its hash before it is sent',
  who: rolesOf('billing.fact.list'),
  action: 'billing.fact.list',
  params: z.object({ contract: contractKey, sha256: fields.key }),
  answer: 'file',
});

export const checkEvidence = route({
  method: 'POST',
  path: '/api/evidence/check',
  summaryZh: '逐个核对全部凭证文件的内容与摘要',
  summaryEn: 'Compares every file of the store with its hash; what is damaged or missing is named, with its contracts',
  who: ['system-administrator', 'audit-administrator'],
  action: 'evidence.check',
  body: z.strictObject({}),
  answer: z.object({
    checked: z.number(),
    damaged: z.array(z.object({ sha256: z.string(), contracts: z.array(z.string()) })),
    missing: z.array(z.object({ sha256: z.string(), contracts: z.array(z.string()) })),
    unlisted: z.number().meta({ description: 'Kept, but of no contract: an upload that died after its last byte' }),
  }),
});
