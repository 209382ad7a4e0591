import type { ContractTermsView, FigureView, FindingView, VersionView } from '@weibao/messages';
import { z } from 'zod';
import { describes, instant } from '../openapi/answers.js';

/** The answer of `GET /api/contracts/:contract/terms`, for the OpenAPI document. */
const texts = z.object({ zh: z.string(), en: z.string() });
const severity = z.enum(['BLOCK', 'WARN', 'INFO']);
export const findingView = describes<FindingView>()(
  z.object({
    key: z.string(),
    accepted: z.object({ account: z.string(), at: instant, reason: z.string().nullable() }).nullable(),
    finding: z.string(),
    ambiguity: z.string().nullable(),
    severity,
    clause: z.string(),
    affects: z.array(z.string()),
    zh: z.string(),
    en: z.string(),
    proposalZh: z.string(),
    proposalEn: z.string(),
  }),
);
export const figureView = describes<FigureView>()(
  z.object({
    path: z.string(),
    group: z.string(),
    clause: z.string().nullable(),
    titleZh: z.string().nullable(),
    titleEn: z.string().nullable(),
    levels: z.array(z.string()),
    name: z.string(),
    kind: z.enum(['yuan', 'share', 'number', 'decimal', 'limit', 'date', 'every', 'windows', 'text', 'systems']),
    value: z.unknown(),
  }),
);
export const figureChange = figureView.extend({ was: z.unknown() });
export const parameterChange = z.object({ name: z.string(), was: z.unknown(), value: z.unknown() });
const versionView = describes<VersionView>()(
  z.object({
    fact: z.string(),
    effectiveOn: z.string(),
    supplement: z.string().nullable(),
    document: z.string().nullable(),
    at: instant,
    account: z.string().nullable(),
    files: z.array(z.object({ sha256: z.string(), name: z.string().nullable() })),
    figures: z.array(figureChange).nullable(),
    parameters: z.array(parameterChange).nullable(),
  }),
);
export const contractTermsView = describes<ContractTermsView>()(
  z.object({
    contract: z.string(),
    nameZh: z.string(),
    nameEn: z.string(),
    version: z.string(),
    asOf: instant,
    replyDays: z.number().int(),
    clauses: z.array(
      z.object({
        id: z.string(),
        place: z.string(),
        zh: z.string(),
        en: z.string(),
        kind: z.enum(['computed', 'scheduled', 'gate', 'evidence']),
        service: z.enum(['incident', 'inspection', 'billing']),
      }),
    ),
    readings: z.array(
      z.object({
        id: z.string(),
        option: z.string(),
        severity,
        clauses: z.array(z.string()),
        zh: z.string(),
        en: z.string(),
        defaultZh: z.string(),
        defaultEn: z.string(),
        settled: z.boolean(),
        questions: z.array(
          z.object({
            values: z.array(z.string()),
            names: z.record(z.string(), texts),
            withoutEffect: z.record(z.string(), texts),
            default: z.string(),
            inForce: z.string().nullable(),
            choice: z
              .object({
                value: z.string(),
                source: z.enum(['fact', 'registration']),
                at: instant,
                account: z.string().nullable(),
              })
              .nullable(),
          }),
        ),
      }),
    ),
    findings: z.array(findingView),
    versions: z.array(versionView),
    activity: z
      .array(z.object({ clause: z.string(), list: z.string(), state: z.string(), count: z.number() }))
      .nullable()
      .meta({ description: 'null for roles that see no outcome' }),
  }),
).meta({ id: 'ContractTermsView' });
