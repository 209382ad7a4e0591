import 'reflect-metadata';
import { Controller, Module } from '@nestjs/common';
import { MessagePattern } from '@nestjs/microservices';
import { operations } from '@weibao/messages';
import { answer, runService } from '@weibao/service-kit';
import { setTimeout as sleep } from 'node:timers/promises';

// A service as a process of its own, from the built kit: its queries answer after 300 ms.
class SlowController {}
for (const [name, operation] of Object.entries(operations)) {
  if (operation.service !== 'billing' || name.includes('.facts.')) continue;
  const descriptor = {
    value: async () => {
      await sleep(300);
      return answer('slow, and answered');
    },
    writable: true,
    configurable: true,
  };
  Object.defineProperty(SlowController.prototype, name, descriptor);
  MessagePattern(name)(SlowController.prototype, name, descriptor);
}
Controller()(SlowController);
class SlowModule {}
Module({ controllers: [SlowController] })(SlowModule);

await runService({ service: 'billing', module: SlowModule });
