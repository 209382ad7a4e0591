import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CONFIG, type GatewayConfig } from '../config.js';
import type { DoorReply, DoorRequest } from '../door/door.js';
import { noRoute, RefusedError } from '../door/refusals.js';
import { Open } from '../door/route.js';
import { isHashed, isPage } from './page-paths.js';

const YEAR_SECONDS = 31_536_000;

/** The built dashboard: its files, and index.html for every address that is one of its pages. */
@Controller()
export class DashboardController {
  private readonly root: string;

  constructor(@Inject(CONFIG) config: GatewayConfig) {
    this.root = config.DASHBOARD_DIR ?? fileURLToPath(new URL('../../../dashboard/dist', import.meta.url));
  }

  @Get('*')
  @Open()
  serve(@Req() request: DoorRequest, @Res() reply: DoorReply): unknown {
    const path = request.url.split('?')[0] as string;
    if (path.startsWith('/api/') || path === '/api' || path.startsWith('/health/'))
      throw new RefusedError(noRoute(request.method, path));
    if (isPage(path)) return this.index(reply);
    const maxAge = isHashed(path) ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache';
    // sendFile stays inside the root and answers 404 through the filter, conditional requests and ranges by itself.
    return reply.header('Cache-Control', maxAge).sendFile(path.slice(1), this.root, { cacheControl: false });
  }

  private index(reply: DoorReply): unknown {
    if (!existsSync(join(this.root, 'index.html')))
      return reply
        .status(503)
        .type('text/plain; charset=utf-8')
        .send(
          '页面尚未构建。请运行 npm run build，或用 npm start 启动。\nThe dashboard is not built: npm run build.\n',
        );
    return reply.header('Cache-Control', 'no-cache').sendFile('index.html', this.root, { cacheControl: false });
  }
}
