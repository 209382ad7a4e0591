import 'reflect-metadata';
import { runService } from '@weibao/service-kit';
import { InspectionModule } from './inspection.module.js';
import { onceKeyOf } from './recording/once-keys.js';

await runService({ service: 'inspection', module: InspectionModule, onceKeyOf });
