import { z } from 'zod';
import { routeTable, statusOfRoute, type AnyRoute } from '../door/route.js';
import { errorAnswer } from './answers.js';

type Json = Record<string, unknown>;
const BYTES: Json = { type: 'string', contentMediaType: 'application/octet-stream' };

/** Instants and keys are checked by refinements that JSON Schema cannot say; what it can say stands in the document. */
const jsonSchema = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    reused: 'inline',
  }) as Json;
  return rest;
};

const who = (spec: AnyRoute): string => {
  if (spec.who === 'anyone') return 'anyone';
  return spec.who === 'signed-in' ? 'everyone signed in' : spec.who.join(', ');
};

const trial = (spec: AnyRoute): string =>
  spec.trialRoles?.length ? ` In trial contracts also: ${spec.trialRoles.join(', ')}.` : '';

function securityOf(spec: AnyRoute): Json[] {
  if (spec.who === 'anyone') return [];
  return spec.sessionOnly ? [{ session: [] }] : [{ session: [] }, { token: [] }];
}

function parameters(spec: AnyRoute): Json[] {
  const named = (schema: z.ZodObject | undefined, place: 'path' | 'query'): Json[] => {
    if (!schema) return [];
    const { properties = {}, required = [] } = jsonSchema(schema, 'input') as {
      properties?: Record<string, Json>;
      required?: string[];
    };
    return Object.entries(properties).map(([name, of]) => ({
      name,
      in: place,
      required: place === 'path' || required.includes(name),
      schema: of,
    }));
  };
  const header = (name: string, description: string): Json => ({
    name,
    in: 'header',
    required: false,
    description,
    schema: { type: 'string' },
  });
  return [
    ...named(spec.params, 'path'),
    ...named(spec.query, 'query'),
    ...(spec.command ? [header('Idempotency-Key', 'The command id: sent twice, it is done once')] : []),
    ...(spec.upload ? [header('X-File-Name', 'The name of the file, percent-encoded UTF-8')] : []),
    ...(spec.answer === 'event-stream' ? [header('Last-Event-ID', 'Where to go on, as a browser sends it')] : []),
    header('X-Request-Id', 'Taken over, returned, and followed through all logs'),
  ];
}

function answers(spec: AnyRoute): Json {
  const status = String(statusOfRoute(spec));
  const content = (): Json | undefined => {
    if (spec.answer === 'nothing') return undefined;
    if (spec.answer === 'event-stream') return { 'text/event-stream': { schema: { type: 'string' } } };
    if (spec.answer === 'json-lines') return { 'application/x-ndjson': { schema: { type: 'string' } } };
    if (spec.answer === 'file') return { 'application/octet-stream': { schema: BYTES } };
    if (spec.answer === 'page') return { 'text/html': { schema: { type: 'string' } } };
    return { 'application/json': { schema: jsonSchema(spec.answer, 'output') } };
  };
  const good = content();
  return {
    [status]: { description: spec.summaryEn, ...(good ? { content: good } : {}) },
    default: {
      description: 'Refused: code, message and what to do next',
      content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
    },
  };
}

function operation(spec: AnyRoute): Json {
  return {
    operationId: `${spec.method.toLowerCase()}${spec.path.replace(/[^A-Za-z]+(.)/g, (_all, letter: string) => letter.toUpperCase()).replace(/[^A-Za-z]/g, '')}`,
    tags: [spec.path.split('/')[2] ?? 'other'],
    summary: spec.summaryZh,
    description: `${spec.summaryEn}. Who: ${who(spec)}.${trial(spec)}${spec.sessionOnly ? ' Only for people who are signed in: no token is good for it.' : ''}${spec.action ? ` A token needs the action \`${spec.action}\`.` : ''}`,
    'x-roles': spec.who,
    ...(spec.trialRoles?.length ? { 'x-trial-roles': spec.trialRoles } : {}),
    ...(spec.sessionOnly ? { 'x-session-only': true } : {}),
    ...spec.extensions,
    security: securityOf(spec),
    parameters: parameters(spec),
    ...(spec.upload
      ? { requestBody: { required: true, content: { 'application/octet-stream': { schema: BYTES } } } }
      : {}),
    ...(spec.body
      ? {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: jsonSchema(spec.body, 'input') } },
          },
        }
      : {}),
    responses: answers(spec),
  };
}

/** The OpenAPI 3.1 document of everything that was declared as a route, from the schemas that read the requests. */
export function openApiDocument(version: string): Json {
  const paths: Record<string, Json> = {};
  for (const spec of [...routeTable].sort((one, other) =>
    one.path < other.path ? -1 : one.path > other.path ? 1 : 0,
  )) {
    const path = spec.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [spec.method.toLowerCase()]: operation(spec) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Weibao 维保',
      version,
      description:
        'Facts in, outcomes out. Instants are ISO 8601 with an offset; money is decimal strings in yuan. A session cookie or a token opens the door; what changes something over a cookie is JSON from our own pages.',
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'weibao_session' },
        token: { type: 'http', scheme: 'bearer' },
      },
      schemas: { Error: jsonSchema(errorAnswer, 'output') },
    },
  };
}
