import { fields } from '@weibao/exchange';
import { isContractId, operations } from '@weibao/messages';
import { z } from 'zod';
import { asked, rolesOf, route } from '../door/route.js';
import { commandAnswer, contractView, headsView, missing, sequence } from '../openapi/answers.js';
import { contractTermsView } from './contract-terms.answer.js';

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
