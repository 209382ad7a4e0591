import type { Migration } from '@weibao/service-kit';
import { probes } from './probes/probe.migration.js';

/** The service's own tables, after the kit's. */
export const migrations: readonly Migration[] = [probes];
