import { Body, Controller, Get, Param, Put, StreamableFile, UseInterceptors } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Permission, Permit } from '../auth/permission.js';
import { ApiProblems } from '../errors/api-problems.decorator.js';
import { ApiIfMatch } from '../hal/api-if-match.decorator.js';
import { ApiJobId } from '../jobs/api-job-id.decorator.js';
import { EditRequest } from '../jobs/job-edit-request.js';
import type { JobEditRequest } from '../jobs/job-edit-request.js';
import { JobEtagInterceptor } from '../jobs/job-etag.interceptor.js';
import { StreamedBody } from '../raw-body.js';
import type { RawBody } from '../raw-body.js';
import type { Accessible } from '../sharing/access.repository.js';
import { Found } from '../sharing/accessible.decorator.js';
import { AttachmentContentsService } from './attachment-contents.service.js';
import { AttachmentDto } from './attachment.dto.js';

@ApiTags('Job actions')
@Controller('api/jobs/:id/actions/:actionId/attachments/:attachmentId/action-attachment-file-contents')
@UseInterceptors(JobEtagInterceptor)
export class AttachmentContentsController {
  constructor(private readonly contents: AttachmentContentsService) {}

  /** Downloads an uploaded file. */
  @Get()
  @Permit(Permission.JobEdit)
  @ApiJobId()
  @ApiOkResponse({ content: { '*/*': { schema: { type: 'string', format: 'binary' } } } })
  @ApiProblems(403, 404, 409)
  async download(
    @Found() job: Accessible,
    @Param('actionId') actionId: string,
    @Param('attachmentId') attachmentId: string,
  ): Promise<StreamableFile> {
    const { stream, name, contentType, bytes } = await this.contents.open({ job, actionId, attachmentId });
    return new StreamableFile(stream, { type: contentType, length: bytes, disposition: disposition(name) });
  }

  /** Uploads a file as it is, in the place of the one before; its Content-Type is kept. */
  @Put()
  @Permit(Permission.JobEdit)
  @StreamedBody()
  @ApiJobId()
  @ApiConsumes('application/octet-stream', '*/*')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ApiOkResponse({ type: AttachmentDto })
  @ApiIfMatch()
  @ApiProblems(400, 403, 404, 409, 412, 413, 415, 503)
  upload(
    @EditRequest() edit: JobEditRequest,
    @Param('actionId') actionId: string,
    @Param('attachmentId') attachmentId: string,
    @Body() body: RawBody,
  ): Promise<AttachmentDto> {
    return this.contents.upload({ ...edit, actionId, attachmentId }, body);
  }
}

/** Saved, never shown: what people upload must not run in the browser of whoever downloads it. */
function disposition(name: string): string {
  const plain = name.replaceAll(/[^\w.-]/g, '_');
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name).replaceAll(/['()*]/g, (character) => `%${character.codePointAt(0)!.toString(16)}`)}`;
}
