import { Controller, Delete, Get, HttpCode, Param, Post, Query, Res, UseGuards } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Permission, Permit } from '../auth/permission.js';
import { ApiProblems } from '../errors/api-problems.decorator.js';
import { halPage } from '../hal/hal-page.js';
import type { HalPage } from '../hal/hal-page.js';
import { Found } from '../sharing/accessible.decorator.js';
import type { Accessible } from '../sharing/access.repository.js';
import { ApiDatasetId } from './api-dataset-id.decorator.js';
import { DatasetPresenter } from './dataset.presenter.js';
import { SnapshotListQueryDto } from './dataset-query.dto.js';
import { SnapshotDto, SnapshotPageDto } from './dataset.response.dto.js';
import { SnapshotsService } from './snapshots.service.js';
import { UnambiguousDatasetGuard } from './unambiguous-dataset.guard.js';

@ApiTags('Datasets')
@UseGuards(UnambiguousDatasetGuard)
@Controller('api/datasets/:id/snapshots')
export class SnapshotsController {
  constructor(
    private readonly snapshots: SnapshotsService,
    private readonly presenter: DatasetPresenter,
  ) {}

  /** Lists the snapshots of a dataset, the latest first. */
  @Get()
  @Permit(Permission.DatasetRead)
  @ApiDatasetId()
  @ApiOkResponse({ type: SnapshotPageDto })
  @ApiProblems(400, 404, 409)
  async list(@Found() { id }: Accessible, @Query() query: SnapshotListQueryDto): Promise<HalPage<SnapshotDto>> {
    const { limit = 30, start = 0 } = query;
    const { snapshots, total } = await this.snapshots.list(id, { limit, start });
    const items = snapshots.map((snapshot) => this.presenter.snapshot(snapshot));
    return halPage({
      rel: 'inf:snapshot',
      items,
      start,
      limit,
      total,
      path: `/api/datasets/${id}/snapshots`,
      template: ['limit', 'start'],
    });
  }

  /** Freezes the present rows. A dataset that was never loaded is loaded first. */
  @Post()
  @Permit(Permission.DatasetEdit)
  @ApiDatasetId()
  @ApiCreatedResponse({ type: SnapshotDto })
  @ApiProblems(403, 404, 409, 422, 503)
  async take(@Found() { id }: Accessible, @Res({ passthrough: true }) reply: FastifyReply): Promise<SnapshotDto> {
    const snapshot = this.presenter.snapshot(await this.snapshots.take(id));
    void reply.header('Location', snapshot._links.self?.href);
    return snapshot;
  }

  /** Shows a snapshot. */
  @Get(':snapshotId')
  @Permit(Permission.DatasetRead)
  @ApiDatasetId()
  @ApiOkResponse({ type: SnapshotDto })
  @ApiProblems(404, 409)
  async get(@Found() { id }: Accessible, @Param('snapshotId') snapshotId: string): Promise<SnapshotDto> {
    return this.presenter.snapshot(await this.snapshots.get(id, snapshotId));
  }

  /** Deletes a snapshot, and its rows when nothing else points to them. */
  @Delete(':snapshotId')
  @HttpCode(204)
  @Permit(Permission.DatasetEdit)
  @ApiDatasetId()
  @ApiNoContentResponse()
  @ApiProblems(403, 404, 409)
  async delete(@Found() { id }: Accessible, @Param('snapshotId') snapshotId: string): Promise<void> {
    await this.snapshots.delete(id, snapshotId);
  }
}
