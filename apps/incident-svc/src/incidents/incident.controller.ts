import { Controller } from '@nestjs/common';
import { MessagePattern } from '@nestjs/microservices';
import type { Reply } from '@weibao/messages';
import type { Call } from '@weibao/service-kit';
import { decideConfirm, decideWithdraw } from './decide-correction.js';
import { decideMerge } from './decide-merge.js';
import { decideReport } from './decide-report.js';
import { decideCause, decideEstimate, decideGrade, decideStage } from './decide-step.js';
import { decideWait } from './decide-wait.js';
import { IncidentCommandService } from './incident-command.service.js';
import { IncidentQueryService } from './incident-query.service.js';
import { beyondReporter, notTheirStage, placeOf } from './reporter-place.js';

/** The operations of service `incident`; reading and importing facts are the kit's. */
@Controller()
export class IncidentController {
  constructor(
    private readonly commands: IncidentCommandService,
    private readonly queries: IncidentQueryService,
  ) {}

  @MessagePattern('incident.report')
  report(call: Call<'incident.report'>): Promise<Reply> {
    const refused = beyondReporter(call.actor, call.body);
    if (refused) return Promise.resolve(refused);
    // A reporter's place stands in each of its reports, whatever the page left out: it is what the report is found again by.
    const body = { ...call.body, ...placeOf(call.actor) };
    return this.commands.executeInTurn<'incident.report'>({ ...call, body }, decideReport);
  }

  @MessagePattern('incident.stage')
  stage(call: Call<'incident.stage'>): Promise<Reply> {
    const refused = notTheirStage(call.actor, call.body.stage);
    return refused ? Promise.resolve(refused) : this.commands.execute(call, decideStage);
  }

  @MessagePattern('incident.grade')
  grade(call: Call<'incident.grade'>): Promise<Reply> {
    return this.commands.execute(call, decideGrade);
  }

  @MessagePattern('incident.estimate')
  estimate(call: Call<'incident.estimate'>): Promise<Reply> {
    return this.commands.execute(call, decideEstimate);
  }

  @MessagePattern('incident.cause')
  cause(call: Call<'incident.cause'>): Promise<Reply> {
    return this.commands.execute(call, decideCause);
  }

  @MessagePattern('incident.wait')
  wait(call: Call<'incident.wait'>): Promise<Reply> {
    return this.commands.execute(call, decideWait);
  }

  @MessagePattern('incident.merge')
  merge(call: Call<'incident.merge'>): Promise<Reply> {
    return this.commands.execute(call, decideMerge);
  }

  @MessagePattern('incident.fact.withdraw')
  withdraw(call: Call<'incident.fact.withdraw'>): Promise<Reply> {
    return this.commands.execute(call, decideWithdraw);
  }

  @MessagePattern('incident.fact.confirm')
  confirm(call: Call<'incident.fact.confirm'>): Promise<Reply> {
    return this.commands.execute(call, decideConfirm);
  }

  @MessagePattern('incident.open.list')
  openList(call: Call<'incident.open.list'>): Promise<Reply> {
    return this.queries.openList(call);
  }

  @MessagePattern('incident.similar.list')
  similar(call: Call<'incident.similar.list'>): Promise<Reply> {
    return this.queries.similar(call);
  }

  @MessagePattern('incident.list')
  list(call: Call<'incident.list'>): Promise<Reply> {
    return this.queries.list(call);
  }

  @MessagePattern('incident.get')
  get(call: Call<'incident.get'>): Promise<Reply> {
    return this.queries.get(call);
  }
}
