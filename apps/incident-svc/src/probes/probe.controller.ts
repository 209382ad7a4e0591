import { Controller } from '@nestjs/common';
import { MessagePattern } from '@nestjs/microservices';
import type { ProbeView, Reply } from '@weibao/messages';
import type { Call } from '@weibao/service-kit';
import { ProbeService } from './probe.service.js';

@Controller()
export class ProbeController {
  constructor(private readonly probes: ProbeService) {}

  @MessagePattern('incident.probes.list')
  list({ contract }: Call<'incident.probes.list'>): Promise<Reply<{ probes: ProbeView[] }>> {
    return this.probes.list(contract, Date.now());
  }

  @MessagePattern('incident.probe.set')
  set(call: Call<'incident.probe.set'>): Promise<Reply> {
    return this.probes.set(call, Date.now());
  }

  @MessagePattern('incident.probe.remove')
  remove(call: Call<'incident.probe.remove'>): Promise<Reply> {
    return this.probes.remove(call, Date.now());
  }
}
