import { Controller, Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Caller } from '../auth/caller.js';
import { CurrentCaller } from '../auth/caller.js';
import { Permission, Permit } from '../auth/permission.js';
import { ApiProblems } from '../errors/api-problems.decorator.js';
import type { HalPage } from '../hal/hal-page.js';
import { ApiJobId } from '../jobs/api-job-id.decorator.js';
import type { Accessible } from '../sharing/access.repository.js';
import { Found } from '../sharing/accessible.decorator.js';
import { JobTagsService } from './job-tags.service.js';
import { TagDto, TagPageDto } from './tag.dto.js';

@ApiTags('Tags')
@Controller('api/jobs/:id/tags')
export class JobTagsController {
  constructor(private readonly tags: JobTagsService) {}

  /** Lists the tags of a job. */
  @Get()
  @Permit(Permission.JobRead)
  @ApiJobId()
  @ApiOkResponse({ type: TagPageDto })
  @ApiProblems(404)
  list(@Found() job: Accessible): Promise<HalPage<TagDto>> {
    return this.tags.page(job);
  }

  /** Shows one tag of a job. */
  @Get(':tagId')
  @Permit(Permission.JobRead)
  @ApiJobId()
  @ApiOkResponse({ type: TagDto })
  @ApiProblems(404)
  get(@Found() job: Accessible, @Param('tagId') tagId: string): Promise<TagDto> {
    return this.tags.get(job, tagId);
  }

  /** Puts a tag on a job. */
  @Put(':tagId')
  @Permit(Permission.JobEdit)
  @ApiJobId()
  @ApiOkResponse({ type: TagDto })
  @ApiProblems(403, 404, 409)
  put(@Found() job: Accessible, @Param('tagId') tagId: string, @CurrentCaller() caller: Caller): Promise<TagDto> {
    return this.tags.put(job, tagId, caller);
  }

  /** Takes a tag off a job. */
  @Delete(':tagId')
  @HttpCode(204)
  @Permit(Permission.JobEdit)
  @ApiJobId()
  @ApiNoContentResponse()
  @ApiProblems(403, 404, 409)
  remove(@Found() job: Accessible, @Param('tagId') tagId: string, @CurrentCaller() caller: Caller): Promise<void> {
    return this.tags.remove(job, tagId, caller);
  }
}
