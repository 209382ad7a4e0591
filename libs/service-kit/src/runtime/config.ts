import { z } from 'zod';

/** What every service reads from its environment. */
export const serviceConfigSchema = z.object({
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'expected postgres://user:password@host:port/database'),
  NATS_URL: z.string().regex(/^(nats|tls):\/\//, 'expected nats://host:port'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  HEALTH_PORT: z.coerce.number().int().min(0).max(65_535).default(0), // 0: no health door
  HOST: z.string().default('127.0.0.1'),
});
export type ServiceConfig = z.infer<typeof serviceConfigSchema>;

/** The environment is not usable. `faults` has one line for each variable. */
export class ConfigFault extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`The configuration has ${faults.length} fault(s):\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
  }
}

/** URLs carry passwords, so what was given is shown for plain settings only. */
const secret = /URL|PASSWORD|SECRET|TOKEN|KEY/;

function got(name: string, value: string | undefined): string {
  if (value === undefined || value === '') return 'nothing';
  return secret.test(name) ? `a value of ${value.length} characters (not shown)` : JSON.stringify(value.slice(0, 60));
}

/**
 * Parses the environment once, at start. Empty variables count as absent.
 * Throws one ConfigFault that names every wrong variable, what was expected and what was found; secrets are never printed.
 */
export function readConfig<S extends z.ZodObject>(
  schema: S,
  env: Record<string, string | undefined>,
): Readonly<z.infer<S>> {
  const given = Object.fromEntries(
    Object.keys(schema.shape)
      .filter((name) => env[name] !== undefined && env[name] !== '')
      .map((name) => [name, env[name]]),
  );
  const parsed = schema.safeParse(given);
  if (parsed.success) return Object.freeze(parsed.data);
  throw new ConfigFault(
    parsed.error.issues.map((issue) => {
      const name = String(issue.path[0] ?? '');
      return `${name}: ${issue.message}, got ${got(name, env[name])}`;
    }),
  );
}
