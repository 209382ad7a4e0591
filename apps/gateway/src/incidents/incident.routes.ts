import { fields } from '@weibao/exchange';
import { operations } from '@weibao/messages';
import { z } from 'zod';
import { contractKey, contractParams } from '../contracts/contract.routes.js';
import { callBody } from '../directory/directory.routes.js';
import { asked, route } from '../door/route.js';
import { commandAnswer, headsByContract, headsView, missing, sequence } from '../openapi/answers.js';
import { incidentDetail, incidentView } from './incident.answer.js';

const incidentParams = z.object({ contract: contractKey, incident: fields.key });
const ofContract = '/api/contracts/:contract';
const ofIncident = `${ofContract}/incidents/:incident`;

/** What stands in the address is not said again in the body. */
const command = { method: 'POST', answer: commandAnswer, command: true } as const;

export const reportIncident = route({
  ...command,
  ...asked('incident.report'),
  path: `${ofContract}/incidents`,
  summaryZh: '报告故障',
  summaryEn: 'Report an incident',
  status: 201,
  params: contractParams,
  body: operations['incident.report'].body.extend({ call: callBody.optional() }),
});

export const recordStage = route({
  ...command,
  ...asked('incident.stage'),
  path: `${ofIncident}/stages`,
  summaryZh: '记录一个处置阶段（响应、到场、恢复……）',
  summaryEn: 'Record a stage (responded, arrived, restored …)',
  status: 201,
  params: incidentParams,
  body: operations['incident.stage'].body.omit({ incident: true }),
});

export const gradeIncident = route({
  ...command,
  ...asked('incident.grade'),
  path: `${ofIncident}/grade`,
  summaryZh: '定级或重新定级',
  summaryEn: 'Grade, or grade again',
  params: incidentParams,
  body: operations['incident.grade'].body.omit({ incident: true }),
});

export const estimateIncident = route({
  ...command,
  ...asked('incident.estimate'),
  path: `${ofIncident}/estimate`,
  summaryZh: '预计恢复时间',
  summaryEn: 'Estimated time of restoration',
  params: incidentParams,
  body: operations['incident.estimate'].body.omit({ incident: true }),
});

export const causeIncident = route({
  ...command,
  ...asked('incident.cause'),
  path: `${ofIncident}/cause`,
  summaryZh: '认定原因',
  summaryEn: 'Rule on the cause',
  params: incidentParams,
  body: operations['incident.cause'].body.omit({ incident: true }),
});

export const waitIncident = route({
  ...command,
  ...asked('incident.wait'),
  path: `${ofIncident}/wait`,
  summaryZh: '开始或结束等待医院',
  summaryEn: 'Waiting on the hospital starts or ends',
  params: incidentParams,
  body: operations['incident.wait'].body.omit({ incident: true }),
});

export const mergeIncident = route({
  ...command,
  ...asked('incident.merge'),
  path: `${ofIncident}/merge`,
  summaryZh: '并入另一故障',
  summaryEn: 'Merge into another incident',
  params: incidentParams,
  body: operations['incident.merge'].body.omit({ incident: true }),
});

export const openIncidents = route({
  method: 'GET',
  path: '/api/incidents/open',
  summaryZh: '全部合同的未结故障，剩余时间最少的在前',
  summaryEn: 'Open incidents of all contracts, least time left first',
  ...asked('incident.open.list'),
  answer: z.object({ incidents: z.array(incidentView), heads: headsByContract, missing, sequence }),
});

const list = operations['incident.list'].body;
export const listIncidents = route({
  method: 'GET',
  path: `${ofContract}/incidents`,
  summaryZh: '一份合同的故障，可筛选、分页',
  summaryEn: 'Incidents of one contract, filtered, in pages',
  ...asked('incident.list'),
  params: contractParams,
  query: list.extend({ limit: z.coerce.number().pipe(list.shape.limit.unwrap()).optional() }),
  answer: z.object({ incidents: z.array(incidentView), next: z.string().nullable(), heads: headsView, sequence }),
});

export const similarIncidents = route({
  method: 'GET',
  path: `${ofIncident}/similar`,
  summaryZh: '可能是同一故障的未结故障：同一系统，四小时以内报告',
  summaryEn: 'Open incidents that may be the same: of the same system, reported within four hours',
  ...asked('incident.similar.list'),
  params: incidentParams,
  answer: z.object({ incidents: z.array(incidentView), heads: headsView, sequence }),
});

export const getIncident = route({
  method: 'GET',
  path: ofIncident,
  summaryZh: '一起故障：经过，以及每个时限的由来',
  summaryEn: 'One incident: its history, and how every deadline came about',
  ...asked('incident.get'),
  params: incidentParams,
  answer: z.object({ incident: incidentDetail, heads: headsView, sequence }),
});
