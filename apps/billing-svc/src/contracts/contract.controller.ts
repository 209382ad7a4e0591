import { Controller } from '@nestjs/common';
import { MessagePattern } from '@nestjs/microservices';
import type { ContractView, Reply } from '@weibao/messages';
import type { Call } from '@weibao/service-kit';
import { ContractService } from './contract.service.js';

@Controller()
export class ContractController {
  constructor(private readonly contracts: ContractService) {}

  @MessagePattern('billing.contract.register')
  register(call: Call<'billing.contract.register'>): Promise<Reply> {
    return this.contracts.register(call, Date.now());
  }

  @MessagePattern('billing.contract.drop')
  drop(call: Call<'billing.contract.drop'>): Promise<Reply> {
    return this.contracts.drop(call.contract);
  }

  @MessagePattern('billing.contract.list')
  list(call: Call<'billing.contract.list'>): Promise<Reply<{ contracts: ContractView[] }>> {
    return this.contracts.list(call.actor, call.body.trials);
  }

  @MessagePattern('billing.contract.get')
  view(call: Call<'billing.contract.get'>): Promise<Reply<ContractView>> {
    return this.contracts.view(call.contract);
  }
}
