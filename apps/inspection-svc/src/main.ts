import 'reflect-metadata';
import { runService } from '@weibao/service-kit';
import { InspectionModule } from './inspection.module.js';

await runService({ service: 'inspection', module: InspectionModule });
