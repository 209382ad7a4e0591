import { applyDecorators, Delete, Get, HttpCode, Post, Put, SetMetadata } from '@nestjs/common';
import {
  isRoleOfAccounts,
  operations,
  type ActorRole,
  type Allowed,
  type OperationName,
  type Role,
} from '@weibao/messages';
import type { z } from 'zod';
import { answering } from './answers.js';
import type { OwnAction } from '../tokens/token.rules.js';

/** Who may come in: everybody, whoever is signed in, or these roles. The part in the contract is judged by the service. */
export type Who = 'anyone' | 'signed-in' | readonly Role[];

export interface RouteSpec<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType> {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string; // as Nest writes it: /api/contracts/:contract
  summaryZh: string;
  summaryEn: string;
  who: Who;
  /** What a token must be good for; absent where no token is needed. */
  action?: OperationName | OwnAction;
  /** What a person does in front of a screen: rights, passwords, second factors. No token is good for it, whatever its scope. */
  sessionOnly?: boolean;
  /** Open to a session that must set a password (or a second factor) before anything else. */
  beforeReady?: boolean;
  /** These roles, too, but in trial contracts only. */
  trialRoles?: readonly Role[];
  params?: P;
  query?: Q;
  body?: B;
  answer: z.ZodType | 'event-stream' | 'json-lines' | 'page' | 'file' | 'nothing';
  status?: number;
  /** Commands take an Idempotency-Key and give back a Command-Id. */
  command?: boolean;
  /** The body is a file, handed to the handler as a stream: application/octet-stream. */
  upload?: boolean;
  bodyLimitBytes?: number;
  /** What the document says beside (`x-…`). */
  extensions?: Readonly<Record<string, unknown>>;
}
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a table holds routes of every input
export type AnyRoute = RouteSpec<any, any, any>;

export const ROUTE = Symbol('route');

/** Every route that was declared, for the guard, the body limits and the OpenAPI document: one table. */
export const routeTable: AnyRoute[] = [];

type Parsed<T> = T extends z.ZodType ? z.infer<T> : undefined;
export type ParamsOf<R> = R extends { params: infer T } ? Parsed<T> : Record<string, never>;
export type QueryOf<R> = R extends { query: infer T } ? Parsed<T> : Record<string, never>;
export type BodyOfRoute<R> = R extends { body: infer T } ? Parsed<T> : undefined;

/** Declares a route. The type keeps its schemas, so that the handler's input is typed by them. */
export function route<const R extends AnyRoute>(spec: R): R {
  routeTable.push(spec);
  return spec;
}

/** Who may call what passes on to one operation: the roles that the operation names. */
export const rolesOf = (operation: OperationName): readonly Role[] => people(operations[operation].allowed.roles);

/** Roles of accounts: no machine of the platform is a caller of the door. */
const people = (named: readonly ActorRole[]): readonly Role[] => named.filter(isRoleOfAccounts);

/** `who`, `trialRoles` and `action` of a route that passes on to one operation. */
export function asked<N extends OperationName>(operation: N) {
  const { allowed }: { allowed: Allowed } = operations[operation];
  return { who: people(allowed.roles), trialRoles: people(allowed.trialRoles ?? []), action: operation };
}

const methods = { GET: Get, POST: Post, PUT: Put, DELETE: Delete };

/** For what is no part of the API: the files of the dashboard. */
export const Open = (): MethodDecorator => SetMetadata(ROUTE, { who: 'anyone', method: 'GET' });

export const statusOfRoute = (spec: AnyRoute): number => spec.status ?? (spec.answer === 'nothing' ? 204 : 200);

/** Puts a handler at its route. */
export function At(spec: AnyRoute): MethodDecorator {
  const declare = applyDecorators(
    methods[spec.method](spec.path),
    HttpCode(statusOfRoute(spec)),
    SetMetadata(ROUTE, spec),
  );
  return (controller, name, descriptor) => {
    descriptor.value = answering(descriptor.value as never) as never;
    return declare(controller, name, descriptor);
  };
}
