import { Body, Controller, Delete, Get, Headers, HttpCode, Post, Put, Query, Res, UseGuards } from '@nestjs/common';
import {
  ApiExtraModels,
  ApiCreatedResponse,
  ApiHeader,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentCaller } from '../auth/caller.js';
import type { Caller } from '../auth/caller.js';
import { Permission, Permit } from '../auth/permission.js';
import { ApiProblems } from '../errors/api-problems.decorator.js';
import { etagOf } from '../hal/etag.js';
import type { HalPage } from '../hal/hal-page.js';
import { Found } from '../sharing/accessible.decorator.js';
import type { Accessible } from '../sharing/access.repository.js';
import { ApiDatasetId } from './api-dataset-id.decorator.js';
import { DatasetEditor } from './dataset-editor.service.js';
import { DatasetListQueryDto } from './dataset-query.dto.js';
import { CreateDatasetDto, UpdateDatasetDto } from './dataset.dto.js';
import { DatasetSummaryDto, DatasetDto, DatasetPageDto } from './dataset.response.dto.js';
import { DatasetViews } from './dataset-views.js';
import { DatasetLoader } from './loading/dataset-loader.js';
import { UnambiguousDatasetGuard } from './unambiguous-dataset.guard.js';

@ApiTags('Datasets')
@ApiExtraModels(DatasetSummaryDto)
@UseGuards(UnambiguousDatasetGuard)
@Controller('api/datasets')
export class DatasetsController {
  constructor(
    private readonly views: DatasetViews,
    private readonly editor: DatasetEditor,
    private readonly loader: DatasetLoader,
  ) {}

  /** Lists the datasets that the caller can read. */
  @Get()
  @Permit(Permission.Authenticated)
  @ApiOkResponse({ type: DatasetPageDto })
  @ApiProblems(400)
  async list(
    @Query() query: DatasetListQueryDto,
    @CurrentCaller() caller: Caller,
  ): Promise<HalPage<DatasetSummaryDto>> {
    return this.views.list(query, caller);
  }

  /** Creates a dataset. Inline rows are stored at once; other sources are read at the first refresh. */
  @Post()
  @Permit(Permission.DatasetsCreate)
  @ApiCreatedResponse({ type: DatasetDto })
  @ApiProblems(400, 403, 409, 413, 422)
  async create(
    @Body() body: CreateDatasetDto,
    @CurrentCaller() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DatasetDto> {
    const created = await this.editor.create(body, caller);
    const view = await this.views.one(created, caller);
    void reply.headers({ Location: `/api/datasets/${created.id}`, ETag: etagOf(created.version) });
    return view;
  }

  /** Shows a dataset. */
  @Get(':id')
  @Permit(Permission.DatasetRead)
  @ApiDatasetId()
  @ApiOkResponse({ type: DatasetDto })
  @ApiProblems(404, 409)
  async get(@Found() found: Accessible, @Res({ passthrough: true }) reply: FastifyReply): Promise<DatasetDto> {
    const view = await this.views.found(found);
    void reply.header('ETag', etagOf(view.version));
    return view;
  }

  /** Changes a dataset; what is left out stays. New inline rows replace the present ones. */
  @Put(':id')
  @Permit(Permission.DatasetEdit)
  @ApiDatasetId()
  @ApiHeader({ name: 'If-Match', required: false, description: 'ETag of the version that the change is based on' })
  @ApiOkResponse({ type: DatasetDto })
  @ApiProblems(400, 403, 404, 409, 412, 413, 422)
  async update(
    @Found() found: Accessible,
    @Body() body: UpdateDatasetDto,
    @CurrentCaller() caller: Caller,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DatasetDto> {
    const changed = await this.editor.update(found.id, body, { caller, ifMatch });
    void reply.header('ETag', etagOf(changed.version));
    return this.views.full(changed, found.level);
  }

  /** Deletes a dataset with its rows and snapshots, unless jobs use it. */
  @Delete(':id')
  @HttpCode(204)
  @Permit(Permission.DatasetDelete)
  @ApiDatasetId()
  @ApiNoContentResponse()
  @ApiHeader({ name: 'If-Match', required: false, description: 'ETag of the version that is to go' })
  @ApiProblems(403, 404, 409, 412)
  async delete(
    @Found() found: Accessible,
    @CurrentCaller() caller: Caller,
    @Headers('if-match') ifMatch: string | undefined,
  ): Promise<void> {
    await this.editor.delete(found, { caller, ifMatch });
  }

  /** Loads the dataset anew from its source and answers when it is done; a failure keeps the present rows. */
  @Post(':id/_refresh')
  @HttpCode(200)
  @Permit(Permission.DatasetEdit)
  @ApiDatasetId()
  @ApiOkResponse({ type: DatasetDto })
  @ApiProblems(403, 404, 409, 422, 503)
  async refresh(@Found() found: Accessible): Promise<DatasetDto> {
    await this.loader.refresh(found.id);
    return this.views.found(found);
  }
}
