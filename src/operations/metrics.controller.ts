import { Controller, Get, Header, Inject, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiSecurity, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Permission, Permit } from '../auth/permission.js';
import { ENV } from '../config/config.module.js';
import type { Env } from '../config/env.js';
import { ApiProblems } from '../errors/api-problems.decorator.js';
import { assertMayScrape } from './metrics-access.js';
import { NodeGauges } from './node-gauges.js';

@ApiTags('Health')
@ApiSecurity({})
@Controller('metrics')
export class MetricsController {
  constructor(
    private readonly gauges: NodeGauges,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /** Metrics of this node in the text format of Prometheus; for METRICS_TOKEN, or without one for programs on this machine. */
  @Get()
  @Permit(Permission.Public)
  @ApiOkResponse({ content: { 'text/plain': { schema: { type: 'string' } } } })
  @ApiProblems(401, 403)
  @Header('Cache-Control', 'no-store')
  async show(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    assertMayScrape({ address: request.socket.remoteAddress, headers: request.headers }, this.env.METRICS_TOKEN);
    const { contentType, text } = await this.gauges.scrape();
    void reply.type(contentType).send(text);
  }
}
