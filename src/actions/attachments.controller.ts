import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Res, UseInterceptors } from '@nestjs/common';
import { ApiCreatedResponse, ApiExtraModels, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Permission, Permit } from '../auth/permission.js';
import { ApiProblems } from '../errors/api-problems.decorator.js';
import { ApiIfMatch } from '../hal/api-if-match.decorator.js';
import { halPage } from '../hal/hal-page.js';
import type { HalPage } from '../hal/hal-page.js';
import { ApiJobId } from '../jobs/api-job-id.decorator.js';
import { EditRequest } from '../jobs/job-edit-request.js';
import type { JobEditRequest } from '../jobs/job-edit-request.js';
import { JobEtagInterceptor } from '../jobs/job-etag.interceptor.js';
import type { Accessible } from '../sharing/access.repository.js';
import { Found } from '../sharing/accessible.decorator.js';
import { AttachmentDto, AttachmentPageDto, PostAttachmentDto, PutAttachmentDto } from './attachment.dto.js';
import { AttachmentsService } from './attachments.service.js';

@ApiTags('Job actions')
@ApiExtraModels(AttachmentDto)
@Controller('api/jobs/:id/actions/:actionId/attachments')
@UseInterceptors(JobEtagInterceptor)
export class AttachmentsController {
  constructor(private readonly attachments: AttachmentsService) {}

  /** Lists what an action sends along. */
  @Get()
  @Permit(Permission.JobRead)
  @ApiJobId()
  @ApiOkResponse({ type: AttachmentPageDto })
  @ApiProblems(404)
  async list(@Found() job: Accessible, @Param('actionId') actionId: string): Promise<HalPage<AttachmentDto>> {
    const items = await this.attachments.list(job, actionId);
    const path = `/api/jobs/${job.id}/actions/${actionId}/attachments`;
    return halPage({
      rel: 'inf:action-attachment',
      items,
      start: 0,
      limit: 20,
      total: items.length,
      path,
      template: [],
    });
  }

  /** Adds rows of a dataset, or a file whose contents are uploaded next. */
  @Post()
  @Permit(Permission.JobEdit)
  @ApiJobId()
  @ApiCreatedResponse({ type: AttachmentDto })
  @ApiIfMatch()
  @ApiProblems(400, 403, 404, 412, 413, 415, 422)
  async add(
    @EditRequest() edit: JobEditRequest,
    @Param('actionId') actionId: string,
    @Body() body: PostAttachmentDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AttachmentDto> {
    const attachment = await this.attachments.add(edit, actionId, body);
    void reply.header('Location', attachment._links.self!.href);
    return attachment;
  }

  /** Shows one attachment. */
  @Get(':attachmentId')
  @Permit(Permission.JobRead)
  @ApiJobId()
  @ApiOkResponse({ type: AttachmentDto })
  @ApiProblems(404)
  get(
    @Found() job: Accessible,
    @Param('actionId') actionId: string,
    @Param('attachmentId') attachmentId: string,
  ): Promise<AttachmentDto> {
    return this.attachments.get({ job, actionId, attachmentId });
  }

  /** Renames an attachment, or takes another dataset or format. */
  @Put(':attachmentId')
  @Permit(Permission.JobEdit)
  @ApiJobId()
  @ApiOkResponse({ type: AttachmentDto })
  @ApiIfMatch()
  @ApiProblems(400, 403, 404, 412, 413, 415, 422)
  change(
    @EditRequest() edit: JobEditRequest,
    @Param('actionId') actionId: string,
    @Param('attachmentId') attachmentId: string,
    @Body() body: PutAttachmentDto,
  ): Promise<AttachmentDto> {
    return this.attachments.change({ ...edit, actionId, attachmentId }, body);
  }

  /** Removes an attachment. */
  @Delete(':attachmentId')
  @HttpCode(204)
  @Permit(Permission.JobEdit)
  @ApiJobId()
  @ApiNoContentResponse()
  @ApiIfMatch()
  @ApiProblems(403, 404, 412)
  remove(
    @EditRequest() edit: JobEditRequest,
    @Param('actionId') actionId: string,
    @Param('attachmentId') attachmentId: string,
  ): Promise<void> {
    return this.attachments.remove({ ...edit, actionId, attachmentId });
  }
}
