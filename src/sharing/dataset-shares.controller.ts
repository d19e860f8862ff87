import { Body, Controller, Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import type { Caller } from '../auth/caller.js';
import { CurrentCaller } from '../auth/caller.js';
import { Permission, Permit } from '../auth/permission.js';
import { ApiProblems } from '../errors/api-problems.decorator.js';
import type { HalPage } from '../hal/hal-page.js';
import type { Accessible } from './access.repository.js';
import { Found } from './accessible.decorator.js';
import { PutShareDto, ShareDto, SharePageDto } from './shares.dto.js';
import { SharesService } from './shares.service.js';

const DATASET_ID = { name: 'id', description: 'Id of the dataset, its natural id, or its UUID' };
const PRINCIPAL = { name: 'principalId', description: 'User or team: `bob`, `team:marketing`, or a bare team name' };

@ApiTags('Sharing')
@Controller('api/datasets/:id/shares')
export class DatasetSharesController {
  constructor(private readonly shares: SharesService) {}

  /** Lists with whom the dataset is shared. */
  @Get()
  @Permit(Permission.DatasetShare)
  @ApiParam(DATASET_ID)
  @ApiOkResponse({ type: SharePageDto })
  @ApiProblems(403, 404)
  list(@Found() thing: Accessible): Promise<HalPage<ShareDto>> {
    return this.shares.page({ kind: 'dataset', thing });
  }

  /** Shows one share. */
  @Get(':principalId')
  @Permit(Permission.DatasetShare)
  @ApiParam(DATASET_ID)
  @ApiParam(PRINCIPAL)
  @ApiOkResponse({ type: ShareDto })
  @ApiProblems(403, 404)
  get(@Found() thing: Accessible, @Param('principalId') principalId: string): Promise<ShareDto> {
    return this.shares.get({ kind: 'dataset', thing }, principalId);
  }

  /** Shares the dataset, or changes a share; level 0 removes it. */
  @Put(':principalId')
  @Permit(Permission.DatasetShare)
  @ApiParam(DATASET_ID)
  @ApiParam(PRINCIPAL)
  @ApiOkResponse({ type: ShareDto })
  @ApiProblems(400, 403, 404, 409, 422)
  put(
    @Found() thing: Accessible,
    @Param('principalId') principalText: string,
    @Body() { accessLevel }: PutShareDto,
    @CurrentCaller() caller: Caller,
  ): Promise<ShareDto> {
    return this.shares.put({ kind: 'dataset', thing }, { principalText, level: accessLevel }, caller);
  }

  /** Removes a share. */
  @Delete(':principalId')
  @HttpCode(204)
  @Permit(Permission.DatasetShare)
  @ApiParam(DATASET_ID)
  @ApiParam(PRINCIPAL)
  @ApiNoContentResponse()
  @ApiProblems(403, 404)
  remove(
    @Found() thing: Accessible,
    @Param('principalId') principalId: string,
    @CurrentCaller() caller: Caller,
  ): Promise<void> {
    return this.shares.remove({ kind: 'dataset', thing }, principalId, caller);
  }
}
