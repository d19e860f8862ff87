import { Controller, Get, Header, Query } from '@nestjs/common';
import type { StreamableFile } from '@nestjs/common';
import {
  ApiExtraModels,
  ApiHeader,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiParam,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Permission, Permit } from '../auth/permission.js';
import { ApiProblems } from '../errors/api-problems.decorator.js';
import type { HalPage } from '../hal/hal-page.js';
import { ApiJobId } from '../jobs/api-job-id.decorator.js';
import { Follows } from './following.decorator.js';
import type { Following } from './following.decorator.js';
import { RunEventsStreams } from './run-events-streams.js';
import type { StreamKind } from './run-events-streams.js';
import { RunLogLineDto, RunLogPageDto, RunLogQueryDto } from './run-log.dto.js';
import { RunLogService } from './run-log.service.js';

const RUN_ID = { name: 'runId', description: 'UUID of the run' };
const LAST_EVENT_ID = { name: 'Last-Event-ID', required: false, description: 'Resumes after this event' };
const STREAM = { 'text/event-stream': { schema: { type: 'string' as const } } };
const PAGE = { 'application/json': { schema: { $ref: getSchemaPath(RunLogPageDto) } } };
const NO_MORE = { description: 'Last-Event-ID is `end`: nothing more will come' };

@ApiTags('History')
@ApiExtraModels(RunLogLineDto, RunLogPageDto)
@Controller('api/jobs/:id/history/:runId')
export class RunEventsController {
  constructor(
    private readonly streams: RunEventsStreams,
    private readonly logs: RunLogService,
  ) {}

  /**
   * Streams the steps of a run as they happen (`event: progress`), then its record (`event: end`). A step comes once when
   * it begins and again, with the same `step`, when it has its result. Of a run too short to be followed there is only the end.
   */
  @Get('events')
  @Header('Cache-Control', 'no-store')
  @Permit(Permission.JobRead)
  @ApiJobId()
  @ApiParam(RUN_ID)
  @ApiHeader(LAST_EVENT_ID)
  @ApiOkResponse({ description: 'Server-Sent Events', content: STREAM })
  @ApiNoContentResponse(NO_MORE)
  @ApiProblems(400, 404, 429, 503)
  events(@Follows() following: Following): Promise<StreamableFile | undefined> {
    return this.open('progress', following);
  }

  /** Shows a page of the run's log; with `follow=true`, streams the lines as they come. */
  @Get('log')
  @Header('Cache-Control', 'no-store')
  @Permit(Permission.JobEdit)
  @ApiJobId()
  @ApiParam(RUN_ID)
  @ApiHeader(LAST_EVENT_ID)
  @ApiOkResponse({
    description: 'A page of lines; Server-Sent Events with `follow=true`',
    content: { ...PAGE, ...STREAM },
  })
  @ApiNoContentResponse(NO_MORE)
  @ApiProblems(400, 403, 404, 429, 503)
  log(
    @Follows() following: Following,
    @Query() query: RunLogQueryDto,
  ): Promise<HalPage<RunLogLineDto> | StreamableFile | undefined> {
    if (query.follow) return this.open('log', following);
    return this.logs.page(following.jobId, following.runId, query);
  }

  private async open(kind: StreamKind, following: Following): Promise<StreamableFile | undefined> {
    const stream = await this.streams.open(kind, following);
    const reply = following.context.switchToHttp().getResponse<FastifyReply>();
    void (stream ? reply.header('X-Accel-Buffering', 'no') : reply.status(204));
    return stream;
  }
}
