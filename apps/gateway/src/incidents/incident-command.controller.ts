import { Controller } from '@nestjs/common';
import type { OperationName } from '@weibao/messages';
import { Calls } from '../directory/calls.service.js';
import type { Answered } from '../door/answers.js';
import { Through, type Door } from '../door/door.js';
import { At } from '../door/route.js';
import { ServiceRequests, type CommandAnswer } from '../door/service-requests.js';
import {
  causeIncident,
  estimateIncident,
  gradeIncident,
  mergeIncident,
  recordStage,
  reportIncident,
  waitIncident,
} from './incident.routes.js';

type Command = Promise<Answered<CommandAnswer>>;

/** Commands about incidents: the key in the address joins the body, and incident-svc decides. */
@Controller()
export class IncidentCommandController {
  constructor(
    private readonly requests: ServiceRequests,
    private readonly calls: Calls,
  ) {}

  @At(reportIncident)
  async report(@Through() door: Door<typeof reportIncident>): Command {
    const { contract } = door.params;
    // People stay at the door. Should that fail, the same command comes again: it is reported once, and the call is noted then.
    const { call, ...body } = door.body;
    const answer = await this.requests.command('incident.report', door, contract, body);
    if (answer.ok && call) {
      const { incident } = answer.value.result as { incident: string };
      await this.calls.note(door, { contract, incident, department: body.department ?? '' }, call);
    }
    return answer;
  }

  @At(recordStage)
  stage(@Through() door: Door<typeof recordStage>): Command {
    return this.about('incident.stage', door);
  }

  @At(gradeIncident)
  grade(@Through() door: Door<typeof gradeIncident>): Command {
    return this.about('incident.grade', door);
  }

  @At(estimateIncident)
  estimate(@Through() door: Door<typeof estimateIncident>): Command {
    return this.about('incident.estimate', door);
  }

  @At(causeIncident)
  cause(@Through() door: Door<typeof causeIncident>): Command {
    return this.about('incident.cause', door);
  }

  @At(waitIncident)
  wait(@Through() door: Door<typeof waitIncident>): Command {
    return this.about('incident.wait', door);
  }

  @At(mergeIncident)
  merge(@Through() door: Door<typeof mergeIncident>): Command {
    return this.about('incident.merge', door);
  }

  private about(
    operation: OperationName,
    door: Pick<Door, 'caller' | 'requestId' | 'commandId'> & {
      params: { contract: string; incident: string };
      body: Record<string, unknown>;
    },
  ): Command {
    const { contract, incident } = door.params;
    return this.requests.command(operation, door, contract, { ...door.body, incident });
  }
}
