import { fields } from '@weibao/exchange';
import { isContractId, operations, type ReadingEffectView } from '@weibao/messages';
import { z } from 'zod';
import { asked, rolesOf, route } from '../door/route.js';
import { commandAnswer, describes, headsView, missing, sequence } from '../openapi/answers.js';
import { contractView } from './contract.answer.js';
import { contractTermsView, figureChange, figureView, findingView, parameterChange } from './contract-terms.answer.js';

export const contractKey = z
  .string()
  .refine(isContractId, 'expected a contract id: lower-case letters and digits, joined by single hyphens');
export const contractParams = z.object({ contract: contractKey });
export const flagQuery = z.enum(['true', 'false'], 'expected true or false').transform((text) => text === 'true');

export const listContracts = route({
  method: 'GET',
  path: '/api/contracts',
  summaryZh: '本单位参与的合同',
  summaryEn: 'The contracts in which your organisation has a part',
  ...asked('billing.contract.list'),
  query: z.strictObject({ trials: flagQuery.optional() }),
  answer: z.object({ contracts: z.array(contractView), missing, sequence }),
});

export const getContract = route({
  method: 'GET',
  path: '/api/contracts/:contract',
  summaryZh: '一份合同',
  summaryEn: 'One contract',
  ...asked('billing.contract.get'),
  params: contractParams,
  answer: z.object({ contract: contractView, heads: headsView, sequence }),
});

export const getTerms = route({
  method: 'GET',
  path: '/api/contracts/:contract/terms',
  summaryZh: '合同条款：逐条原意、解读、检查结果，以及每条现在的作用',
  summaryEn: 'The terms: clause by clause, readings, lint findings, and what each clause does now',
  who: rolesOf('billing.clauses.list'),
  action: 'billing.clauses.list',
  params: contractParams,
  answer: z.object({ terms: contractTermsView, heads: headsView, sequence }),
});

export const getFigures = route({
  method: 'GET',
  path: '/api/contracts/:contract/figures',
  summaryZh: '合同现行的数字与参数，供录入补充协议',
  summaryEn: 'The figures and parameters as they stand, for amending them',
  ...asked('billing.figures.get'),
  params: contractParams,
  answer: z.object({
    figures: z.array(figureView),
    asked: z.array(z.object({ name: z.string(), clause: z.string() })),
    parameters: z.record(z.string(), z.unknown()),
    heads: headsView,
    sequence,
  }),
});

export const checkAmendment = route({
  method: 'POST',
  path: '/api/contracts/:contract/amendment-check',
  summaryZh: '试算补充协议：改了什么、会新查出什么；不保存',
  summaryEn: 'Try an amendment out: what it changes and what lint would find anew; nothing is stored',
  ...asked('billing.amendment.check'),
  params: contractParams,
  body: operations['billing.amendment.check'].body,
  answer: z.object({
    changes: z.object({ terms: z.unknown().optional(), parameters: z.unknown().optional() }),
    figures: z.array(figureChange),
    parameters: z.array(parameterChange),
    findings: z.array(findingView),
    heads: headsView,
    sequence,
  }),
});

const effect = describes<ReadingEffectView>()(
  z.object({
    value: z.string(),
    inForce: z.string(),
    more: z.object({ vendor: z.string().nullable(), hospital: z.string().nullable() }),
    differences: z.array(
      z.object({
        list: z.enum(['deductions', 'payments', 'rights']),
        record: z.record(z.string(), z.string()),
        field: z.enum(['payable', 'net', 'since']),
        here: z.string().nullable(),
        there: z.string().nullable(),
      }),
    ),
  }),
);
export const compareReading = route({
  method: 'GET',
  path: '/api/contracts/:contract/readings/:reading',
  summaryZh: '一处读法的其他取值：金额与权利会有什么不同',
  summaryEn: 'The other values of a reading: which amounts and rights would come out otherwise',
  ...asked('billing.reading.compare'),
  params: contractParams.extend({ reading: fields.key }),
  answer: z.object({ effects: z.array(effect), heads: headsView, sequence }),
});

export const acceptFinding = route({
  method: 'POST',
  path: '/api/contracts/:contract/acceptances',
  summaryZh: '写明理由，按现状接受条款检查结果',
  summaryEn: 'Take what lint finds in the terms as it is, with the reason',
  ...asked('billing.finding.accept'),
  status: 201,
  params: contractParams,
  body: operations['billing.finding.accept'].body,
  answer: commandAnswer,
  command: true,
});

const register = operations['billing.contract.register'].body;
export const registerContract = route({
  method: 'PUT',
  path: '/api/contracts/:contract',
  summaryZh: '登记合同；缺少 parties 时，调用者所属单位为甲方',
  summaryEn: "Register a contract; without parties the caller's organisation is the customer",
  who: rolesOf('billing.contract.register'),
  action: 'billing.contract.register',
  params: contractParams,
  body: register.extend({
    parties: z
      .array(z.object({ organisation: fields.key, part: z.enum(['customer', 'user', 'vendor']) }))
      .min(1)
      .optional(),
  }),
  answer: commandAnswer,
  command: true,
});

export const dropContract = route({
  method: 'DELETE',
  path: '/api/contracts/:contract',
  summaryZh: '删除试算合同；正式合同只增不删',
  summaryEn: 'Drop a trial contract; a real one is never dropped',
  who: rolesOf('billing.contract.drop'),
  action: 'billing.contract.drop',
  params: contractParams,
  answer: commandAnswer,
  command: true,
});
