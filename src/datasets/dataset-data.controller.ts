import { Controller, Get, Param, Query, UseGuards, applyDecorators } from '@nestjs/common';
import type { StreamableFile } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiTags, getSchemaPath } from '@nestjs/swagger';
import { Permission, Permit } from '../auth/permission.js';
import { ApiProblems } from '../errors/api-problems.decorator.js';
import { Found } from '../sharing/accessible.decorator.js';
import type { Accessible } from '../sharing/access.repository.js';
import { ApiDatasetId } from './api-dataset-id.decorator.js';
import { DatasetDataService } from './dataset-data.service.js';
import { DatasetDataQueryDto } from './dataset-query.dto.js';
import { DatasetDataDto } from './dataset.response.dto.js';
import { datasetGone, datasetNotLoaded } from './datasets.errors.js';
import { DatasetsRepository } from './datasets.repository.js';
import { SnapshotsService } from './snapshots.service.js';
import { UnambiguousDatasetGuard } from './unambiguous-dataset.guard.js';

/** A page by default, else a file in the format that was asked for. */
function ApiRows(): MethodDecorator {
  const page = { $ref: getSchemaPath(DatasetDataDto) };
  const file = { schema: { type: 'string', format: 'binary' } };
  return applyDecorators(
    ApiExtraModels(DatasetDataDto),
    ApiOkResponse({
      content: {
        'application/json': { schema: { anyOf: [page, { type: 'array', items: { type: 'object' } }] } },
        'text/csv': file,
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': file,
      },
    }),
  );
}

@ApiTags('Datasets')
@UseGuards(UnambiguousDatasetGuard)
@Controller('api/datasets/:id')
export class DatasetDataController {
  constructor(
    private readonly data: DatasetDataService,
    private readonly datasets: DatasetsRepository,
    private readonly snapshots: SnapshotsService,
  ) {}

  /** Shows a page of rows; with `format`, streams all of them as a file. */
  @Get('data')
  @Permit(Permission.DatasetRead)
  @ApiDatasetId()
  @ApiRows()
  @ApiProblems(400, 404, 409)
  async rows(
    @Found() found: Accessible,
    @Query() query: DatasetDataQueryDto,
  ): Promise<DatasetDataDto | StreamableFile> {
    const dataset = await this.datasets.find(found.id);
    if (!dataset) throw datasetGone(found.id);
    const { name, slug: filename, currentLoadId: loadId, columns, rowCount } = dataset;
    if (loadId === null || columns === null || rowCount === null) throw datasetNotLoaded(name);
    return this.data.answer(
      { loadId, rowCount, columns, name, filename, path: `/api/datasets/${found.id}/data` },
      query,
    );
  }

  /** Shows a page of a snapshot's rows; with `format`, streams all of them as a file. */
  @Get('snapshots/:snapshotId/data')
  @Permit(Permission.DatasetRead)
  @ApiDatasetId()
  @ApiRows()
  @ApiProblems(400, 404, 409)
  async frozenRows(
    @Found() found: Accessible,
    @Param('snapshotId') snapshotId: string,
    @Query() query: DatasetDataQueryDto,
  ): Promise<DatasetDataDto | StreamableFile> {
    const { id, loadId, rowCount, columns, takenAt } = await this.snapshots.get(found.id, snapshotId);
    const filename = `${found.slug ?? found.id}-${takenAt.toISOString().slice(0, 19).replaceAll(':', '')}`;
    const path = `/api/datasets/${found.id}/snapshots/${id}/data`;
    return this.data.answer({ loadId, rowCount, columns, name: found.name, filename, path }, query);
  }
}
