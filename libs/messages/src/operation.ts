import type { z } from 'zod';
import type { Allowed } from './envelope.js';
import type { Service } from './subjects.js';

export interface Operation<B extends z.ZodType = z.ZodType> {
  service: Service;
  kind: 'command' | 'query';
  body: B;
  allowed: Allowed;
}
export const command = <B extends z.ZodType>(service: Service, body: B, allowed: Allowed): Operation<B> => ({
  service,
  kind: 'command',
  body,
  allowed,
});
export const query = <B extends z.ZodType>(service: Service, body: B, allowed: Allowed): Operation<B> => ({
  service,
  kind: 'query',
  body,
  allowed,
});
