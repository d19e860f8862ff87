import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiExtraModels, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Caller } from '../auth/caller.js';
import { CurrentCaller } from '../auth/caller.js';
import { Permission, Permit } from '../auth/permission.js';
import { ApiProblems } from '../errors/api-problems.decorator.js';
import type { HalPage } from '../hal/hal-page.js';
import { PageQueryDto } from '../hal/page-query.dto.js';
import { CreateTagDto, TagDto, TagPageDto } from './tag.dto.js';
import { TagsService } from './tags.service.js';

@ApiTags('Tags')
@ApiExtraModels(TagDto)
@Controller('api/tags')
export class TagsController {
  constructor(private readonly tags: TagsService) {}

  /** Lists the tags that you made and those on jobs that you can read, in name order. */
  @Get()
  @Permit(Permission.Authenticated)
  @ApiOkResponse({ type: TagPageDto })
  @ApiProblems(400)
  list(@Query() query: PageQueryDto, @CurrentCaller() caller: Caller): Promise<HalPage<TagDto>> {
    return this.tags.page(query, caller);
  }

  /** Makes a tag; 200 with the one there is when the name is taken. Needs the permission permission.jobs.create. */
  @Post()
  @Permit(Permission.JobsCreate)
  @ApiCreatedResponse({ type: TagDto })
  @ApiOkResponse({ type: TagDto, description: 'There is a tag of that name already' })
  @ApiProblems(400, 403)
  async make(
    @Body() { name }: CreateTagDto,
    @CurrentCaller() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TagDto> {
    const { tag, created } = await this.tags.make(name, caller);
    void reply.status(created ? 201 : 200).header('Location', tag._links['self']!.href);
    return tag;
  }

  /** Shows one tag. */
  @Get(':tagId')
  @Permit(Permission.Authenticated)
  @ApiOkResponse({ type: TagDto })
  @ApiProblems(404)
  get(@Param('tagId') tagId: string, @CurrentCaller() caller: Caller): Promise<TagDto> {
    return this.tags.get(tagId, caller);
  }
}
