import { Body, Controller, Get, Put, UseInterceptors } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Permission, Permit } from '../auth/permission.js';
import { ApiProblems } from '../errors/api-problems.decorator.js';
import { ApiIfMatch } from '../hal/api-if-match.decorator.js';
import type { Accessible } from '../sharing/access.repository.js';
import { Found } from '../sharing/accessible.decorator.js';
import { ApiJobId } from './api-job-id.decorator.js';
import { EditRequest } from './job-edit-request.js';
import type { JobEditRequest } from './job-edit-request.js';
import { JobEtagInterceptor } from './job-etag.interceptor.js';
import { JobOwnerDto, PutJobOwnerDto } from './job-owner.dto.js';
import { JobOwnerService } from './job-owner.service.js';

@ApiTags('Sharing')
@Controller('api/jobs/:id/owner')
@UseInterceptors(JobEtagInterceptor)
export class JobOwnerController {
  constructor(private readonly owners: JobOwnerService) {}

  /** Tells who owns the job. */
  @Get()
  @Permit(Permission.JobRead)
  @ApiJobId()
  @ApiOkResponse({ type: JobOwnerDto })
  @ApiProblems(404, 409)
  get(@Found() job: Accessible): JobOwnerDto {
    return { ownerId: this.owners.ownerOf(job) };
  }

  /** Hands the job to another owner: its owner to anybody, editors only to a team that the owner administers. */
  @Put()
  @Permit(Permission.JobChangeOwner)
  @ApiJobId()
  @ApiOkResponse({ type: JobOwnerDto })
  @ApiIfMatch()
  @ApiProblems(400, 403, 404, 409, 412, 422)
  async change(@EditRequest() edit: JobEditRequest, @Body() { ownerId }: PutJobOwnerDto): Promise<JobOwnerDto> {
    return { ownerId: await this.owners.change(edit, ownerId) };
  }
}
