import { Controller } from '@nestjs/common';
import type { StaffView } from '@weibao/messages';
import { z } from 'zod';
import { contractParams } from '../contracts/contract.routes.js';
import type { Answered } from '../door/answers.js';
import { Through, type Door } from '../door/door.js';
import { At, rolesOf, route } from '../door/route.js';
import { ServiceRequests } from '../door/service-requests.js';
import { headsView, sequence } from '../openapi/answers.js';
import { staffView } from './staff.answer.js';

const getStaff = route({
  method: 'GET',
  path: '/api/contracts/:contract/staff',
  summaryZh: '一份合同的人员、须先同意的事项、审批、值班表与工作量',
  summaryEn: 'The people of a contract, what needs consent first, approvals, rosters and effort',
  who: rolesOf('inspection.staff.get'),
  action: 'inspection.staff.get',
  params: contractParams,
  answer: z.object({ staff: staffView, heads: headsView, sequence }),
});

@Controller()
export class StaffController {
  constructor(private readonly requests: ServiceRequests) {}

  @At(getStaff)
  get(@Through() door: Door<typeof getStaff>): Promise<Answered<unknown>> {
    return this.requests.one<{ staff: StaffView }, { staff: StaffView }>(
      'inspection.staff.get',
      door,
      door.params.contract,
      {},
      ({ staff }) => ({ staff }),
    );
  }
}
