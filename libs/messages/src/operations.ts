import type { z } from 'zod';
import { billingOperations } from './billing-operations.js';
import { incidentOperations } from './incident-operations.js';
import { inspectionOperations } from './inspection-operations.js';

/** All requests between processes: the name is the first tokens of the NATS subject (requestSubject). */
export const operations = { ...incidentOperations, ...inspectionOperations, ...billingOperations } as const;

export type { Operation } from './operation.js';
export type OperationName = keyof typeof operations;
export type BodyOf<N extends OperationName> = z.infer<(typeof operations)[N]['body']>;
