import { z } from 'zod';
import { instant, nullable } from '../openapi/answers.js';

export const tokenView = z
  .object({
    id: z.string(),
    name: z.string(),
    account: z.string(),
    contracts: z.array(z.string()),
    actions: z.array(z.string()),
    createdBy: z.string(),
    createdAt: instant,
    expiresAt: instant,
    revokedAt: nullable(instant),
    lastUsedAt: nullable(instant),
  })
  .meta({ id: 'Token' });

/** What a token may be made for: the routes that it opens in words, and whose accounts may use them. */
export const tokenActionView = z
  .object({
    action: z.string(),
    roles: z.array(z.string()),
    routesZh: z.array(z.string()),
    routesEn: z.array(z.string()),
    ofThePlatform: z.boolean().meta({ description: 'Of no contract: good only in a token of all contracts' }),
  })
  .meta({ id: 'TokenAction' });
