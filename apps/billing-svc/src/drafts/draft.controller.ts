import { Controller } from '@nestjs/common';
import { MessagePattern } from '@nestjs/microservices';
import type { DraftList, DraftView, Reply } from '@weibao/messages';
import type { Call } from '@weibao/service-kit';
import { DraftService } from './draft.service.js';

@Controller()
export class DraftController {
  constructor(private readonly drafts: DraftService) {}

  @MessagePattern('billing.draft.start')
  start(call: Call<'billing.draft.start'>): Promise<Reply> {
    return this.drafts.start(call, Date.now());
  }

  @MessagePattern('billing.draft.save')
  save(call: Call<'billing.draft.save'>): Promise<Reply> {
    return this.drafts.save(call, Date.now());
  }

  @MessagePattern('billing.draft.accept')
  accept(call: Call<'billing.draft.accept'>): Promise<Reply> {
    return this.drafts.accept(call, Date.now());
  }

  @MessagePattern('billing.draft.discard')
  discard(call: Call<'billing.draft.discard'>): Promise<Reply> {
    return this.drafts.discard(call);
  }

  @MessagePattern('billing.draft.register')
  register(call: Call<'billing.draft.register'>): Promise<Reply> {
    return this.drafts.register(call, Date.now());
  }

  @MessagePattern('billing.draft.list')
  list(call: Call<'billing.draft.list'>): Promise<Reply<DraftList>> {
    return this.drafts.list(call.actor);
  }

  @MessagePattern('billing.draft.get')
  view(call: Call<'billing.draft.get'>): Promise<Reply<DraftView>> {
    return this.drafts.view(call.actor, call.body.draft);
  }
}
