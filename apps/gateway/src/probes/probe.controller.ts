import { Controller } from '@nestjs/common';
import { operations, type ProbeView } from '@weibao/messages';
import { z } from 'zod';
import { Audit } from '../audit/audit.service.js';
import { contractParams } from '../contracts/contract.routes.js';
import { MergedQueries } from '../contracts/merged-queries.js';
import type { Answered } from '../door/answers.js';
import { Through, type Door } from '../door/door.js';
import { At, rolesOf, route } from '../door/route.js';
import { ServiceRequests, type CommandAnswer } from '../door/service-requests.js';
import { commandAnswer, describes, headsByContract, instant, missing, sequence } from '../openapi/answers.js';

const moment = instant.nullable();
const probeView = describes<ProbeView>()(
  z.object({
    contract: z.string(),
    system: z.string(),
    target: z.string(),
    intervalSeconds: z.number(),
    timeoutSeconds: z.number(),
    retries: z.number(),
    expectStatus: z.number().nullable(),
    setBy: z.string(),
    setAt: instant,
    state: z.enum(['waiting', 'up', 'failing', 'down', 'unwatched', 'refused']),
    checkedAt: moment,
    latencyMs: z.number().nullable(),
    fault: z.string().nullable(),
    failingSince: moment,
    outage: z.string().nullable(),
  }),
).meta({ id: 'ProbeView' });

const listProbes = route({
  method: 'GET',
  path: '/api/probes',
  summaryZh: '正在探测的系统及最近一次结果',
  summaryEn: 'The systems that are probed, and what was found last',
  who: rolesOf('incident.probes.list'),
  action: 'incident.probes.list',
  answer: z.object({ probes: z.array(probeView), heads: headsByContract, missing, sequence }),
});
/** A probe has our own machine knock at an address of the hospital's network: for people in front of a screen. */
const set = {
  who: rolesOf('incident.probe.set'),
  sessionOnly: true,
  params: contractParams.extend({ system: z.string().min(1).max(200) }),
  answer: commandAnswer,
  command: true,
} as const;
const setProbe = route({
  ...set,
  method: 'PUT',
  path: '/api/contracts/:contract/probes/:system',
  summaryZh: '设置对一个系统的探测',
  summaryEn: 'Have a system probed, or probed otherwise',
  body: operations['incident.probe.set'].body.omit({ system: true }),
});
const removeProbe = route({
  ...set,
  method: 'DELETE',
  path: '/api/contracts/:contract/probes/:system',
  summaryZh: '停止探测一个系统',
  summaryEn: 'Stop probing a system',
});

@Controller()
export class ProbeController {
  constructor(
    private readonly merged: MergedQueries,
    private readonly requests: ServiceRequests,
    private readonly audit: Audit,
  ) {}

  @At(listProbes)
  async list(@Through() door: Door<typeof listProbes>): Promise<Answered<unknown>> {
    const merged = await this.merged.ask<{ probes: ProbeView[] }>('incident.probes.list', door, {});
    if (!merged.ok) return merged;
    return {
      ok: true,
      value: { probes: merged.value.results.flatMap(({ result }) => result.probes), ...merged.value.rest },
    };
  }

  @At(setProbe)
  async set(@Through() door: Door<typeof setProbe>): Promise<Answered<CommandAnswer>> {
    const { contract, system } = door.params;
    const answered = await this.requests.command('incident.probe.set', door, contract, { ...door.body, system });
    if (answered.ok) await this.audit.note(door, 'probe.set', { contract, system, ...door.body });
    return answered;
  }

  @At(removeProbe)
  async remove(@Through() door: Door<typeof removeProbe>): Promise<Answered<CommandAnswer>> {
    const { contract, system } = door.params;
    const answered = await this.requests.command('incident.probe.remove', door, contract, { system });
    if (answered.ok) await this.audit.note(door, 'probe.removed', { contract, system });
    return answered;
  }
}
