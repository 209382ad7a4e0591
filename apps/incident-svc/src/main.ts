import 'reflect-metadata';
import { runService } from '@weibao/service-kit';
import { IncidentModule } from './incident.module.js';
import { migrations } from './migrations.js';
import { onceKeyOf } from './once-keys.js';

await runService({ service: 'incident', module: IncidentModule, migrations, onceKeyOf });
