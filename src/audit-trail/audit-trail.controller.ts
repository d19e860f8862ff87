import { Controller, Get, Query, UseGuards } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Permission, Permit } from '../auth/permission.js';
import { ApiDatasetId } from '../datasets/api-dataset-id.decorator.js';
import { UnambiguousDatasetGuard } from '../datasets/unambiguous-dataset.guard.js';
import { ApiProblems } from '../errors/api-problems.decorator.js';
import type { HalPage } from '../hal/hal-page.js';
import { PageQueryDto } from '../hal/page-query.dto.js';
import { ApiJobId } from '../jobs/api-job-id.decorator.js';
import type { Accessible } from '../sharing/access.repository.js';
import { Found } from '../sharing/accessible.decorator.js';
import { AuditEventDto, AuditEventPageDto, AuditQueryDto } from './audit-event.dto.js';
import { AuditTrailService } from './audit-trail.service.js';

@ApiTags('Audit')
@ApiExtraModels(AuditEventDto)
@Controller('api')
export class AuditTrailController {
  constructor(private readonly trail: AuditTrailService) {}

  /** Lists who changed what in a job, newest first. */
  @Get('jobs/:id/audit')
  @Permit(Permission.JobEdit)
  @ApiJobId()
  @ApiOkResponse({ type: AuditEventPageDto })
  @ApiProblems(400, 403, 404)
  ofJob(@Found() job: Accessible, @Query() query: PageQueryDto): Promise<HalPage<AuditEventDto>> {
    const filter = { subjectKind: 'job', subjectId: job.id } as const;
    return this.trail.page({ filter, path: `/api/jobs/${job.id}/audit` }, query);
  }

  /** Lists who changed what in a dataset, newest first. */
  @Get('datasets/:id/audit')
  @Permit(Permission.DatasetEdit)
  @UseGuards(UnambiguousDatasetGuard)
  @ApiDatasetId()
  @ApiOkResponse({ type: AuditEventPageDto })
  @ApiProblems(400, 403, 404, 409)
  ofDataset(@Found() dataset: Accessible, @Query() query: PageQueryDto): Promise<HalPage<AuditEventDto>> {
    const filter = { subjectKind: 'dataset', subjectId: dataset.id } as const;
    return this.trail.page({ filter, path: `/api/datasets/${dataset.id}/audit` }, query);
  }

  /** Lists all changes, also of things that are deleted, newest first. */
  @Get('audit')
  @Permit(Permission.Superuser)
  @ApiOkResponse({ type: AuditEventPageDto })
  @ApiProblems(400, 403)
  all(@Query() query: AuditQueryDto): Promise<HalPage<AuditEventDto>> {
    const { subjectKind, subjectId, actorId } = query;
    const template = ['subjectKind', 'subjectId', 'actorId'];
    return this.trail.page({ filter: { subjectKind, subjectId, actorId }, path: '/api/audit', template }, query);
  }
}
