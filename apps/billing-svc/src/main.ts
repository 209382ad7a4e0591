import 'reflect-metadata';
import { runService } from '@weibao/service-kit';
import { BillingModule } from './billing.module.js';
import { migrations } from './migrations.js';
import { onceKeyOf } from './recording/once-keys.js';

await runService({ service: 'billing', module: BillingModule, migrations, onceKeyOf });
