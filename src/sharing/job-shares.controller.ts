import { Body, Controller, Delete, Get, HttpCode, Param, Put, Query } from '@nestjs/common';
import { ApiExtraModels, ApiNoContentResponse, ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import type { Caller } from '../auth/caller.js';
import { CurrentCaller } from '../auth/caller.js';
import { Permission, Permit } from '../auth/permission.js';
import { ApiProblems } from '../errors/api-problems.decorator.js';
import type { HalPage } from '../hal/hal-page.js';
import { AccessExplanationService } from './access-explanation.service.js';
import type { Accessible } from './access.repository.js';
import { Found } from './accessible.decorator.js';
import { AccessExplanationDto, AccessQueryDto, PutShareDto, ShareDto, SharePageDto } from './shares.dto.js';
import { SharesService } from './shares.service.js';

const JOB_ID = { name: 'id', description: 'UUID of the job, or its natural id `<ownerId>:<slug>`' };
const PRINCIPAL = { name: 'principalId', description: 'User or team: `bob`, `team:marketing`, or a bare team name' };

@ApiTags('Sharing')
@ApiExtraModels(ShareDto)
@Controller('api/jobs/:id')
export class JobSharesController {
  constructor(
    private readonly shares: SharesService,
    private readonly explanations: AccessExplanationService,
  ) {}

  /** Lists with whom the job is shared. */
  @Get('shares')
  @Permit(Permission.JobShare)
  @ApiParam(JOB_ID)
  @ApiOkResponse({ type: SharePageDto })
  @ApiProblems(403, 404, 409)
  list(@Found() thing: Accessible): Promise<HalPage<ShareDto>> {
    return this.shares.page({ kind: 'job', thing });
  }

  /** Shows one share. */
  @Get('shares/:principalId')
  @Permit(Permission.JobShare)
  @ApiParam(JOB_ID)
  @ApiParam(PRINCIPAL)
  @ApiOkResponse({ type: ShareDto })
  @ApiProblems(403, 404, 409)
  get(@Found() thing: Accessible, @Param('principalId') principalId: string): Promise<ShareDto> {
    return this.shares.get({ kind: 'job', thing }, principalId);
  }

  /** Shares the job, or changes a share; level 0 removes it. You can't grant more than you hold. */
  @Put('shares/:principalId')
  @Permit(Permission.JobShare)
  @ApiParam(JOB_ID)
  @ApiParam(PRINCIPAL)
  @ApiOkResponse({ type: ShareDto })
  @ApiProblems(400, 403, 404, 409, 422)
  put(
    @Found() thing: Accessible,
    @Param('principalId') principalText: string,
    @Body() { accessLevel }: PutShareDto,
    @CurrentCaller() caller: Caller,
  ): Promise<ShareDto> {
    return this.shares.put({ kind: 'job', thing }, { principalText, level: accessLevel }, caller);
  }

  /** Removes a share; effective on the next request of whoever loses it. */
  @Delete('shares/:principalId')
  @HttpCode(204)
  @Permit(Permission.JobShare)
  @ApiParam(JOB_ID)
  @ApiParam(PRINCIPAL)
  @ApiNoContentResponse()
  @ApiProblems(403, 404, 409)
  remove(
    @Found() thing: Accessible,
    @Param('principalId') principalId: string,
    @CurrentCaller() caller: Caller,
  ): Promise<void> {
    return this.shares.remove({ kind: 'job', thing }, principalId, caller);
  }

  /** Explains why somebody may, or may not, do what with the job. */
  @Get('access')
  @Permit(Permission.JobRead)
  @ApiParam(JOB_ID)
  @ApiOkResponse({ type: AccessExplanationDto })
  @ApiProblems(400, 403, 404, 409, 422)
  explain(
    @Found() job: Accessible,
    @Query() { principalId }: AccessQueryDto,
    @CurrentCaller() caller: Caller,
  ): Promise<AccessExplanationDto> {
    return this.explanations.explain(job, principalId, caller);
  }
}
