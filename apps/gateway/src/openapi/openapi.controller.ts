import { Controller, Header } from '@nestjs/common';
import { z } from 'zod';
import { At, route } from '../door/route.js';
import { docsPage } from './docs-page.js';
import { openApiDocument } from './document.js';

const API_VERSION = '1.0.0';

const getDocument = route({
  method: 'GET',
  path: '/api/openapi.json',
  summaryZh: '本接口的 OpenAPI 3.1 文档',
  summaryEn: 'The OpenAPI 3.1 document of this API',
  who: 'anyone',
  answer: z.looseObject({ openapi: z.string() }),
});
const getDocs = route({
  method: 'GET',
  path: '/api/docs',
  summaryZh: '接口一览（网页）',
  summaryEn: 'A page that lists the API',
  who: 'anyone',
  answer: 'page',
});

@Controller()
export class OpenApiController {
  private document: Record<string, unknown> | undefined;

  @At(getDocument)
  openapi(): Record<string, unknown> {
    this.document ??= openApiDocument(API_VERSION);
    return this.document;
  }

  @At(getDocs)
  @Header('Content-Type', 'text/html; charset=utf-8')
  docs(): string {
    return docsPage();
  }
}
