import { Controller, Delete, Get, HttpCode, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Caller } from '../auth/caller.js';
import { CurrentCaller } from '../auth/caller.js';
import { Permission, Permit } from '../auth/permission.js';
import { ApiProblems } from '../errors/api-problems.decorator.js';
import { ApiJobId } from '../jobs/api-job-id.decorator.js';
import type { Accessible } from '../sharing/access.repository.js';
import { Found } from '../sharing/accessible.decorator.js';
import { FavoriteDto } from './favorite.dto.js';
import { FavoritesService } from './favorites.service.js';

@ApiTags('Favorites')
@Controller('api/jobs/:id/favorite')
export class FavoritesController {
  constructor(private readonly favorites: FavoritesService) {}

  /** Tells whether the job is one of your favorites. */
  @Get()
  @Permit(Permission.JobRead)
  @ApiJobId()
  @ApiOkResponse({ type: FavoriteDto })
  @ApiProblems(404, 409)
  get(@Found() job: Accessible, @CurrentCaller() caller: Caller): Promise<FavoriteDto> {
    return this.favorites.get(job, caller);
  }

  /** Makes the job one of your favorites. */
  @Put()
  @Permit(Permission.JobRead)
  @ApiJobId()
  @ApiOkResponse({ type: FavoriteDto })
  @ApiProblems(404, 409)
  add(@Found() job: Accessible, @CurrentCaller() caller: Caller): Promise<FavoriteDto> {
    return this.favorites.add(job, caller);
  }

  /** Takes the job out of your favorites. */
  @Delete()
  @HttpCode(204)
  @Permit(Permission.JobRead)
  @ApiJobId()
  @ApiNoContentResponse()
  @ApiProblems(404, 409)
  remove(@Found() job: Accessible, @CurrentCaller() caller: Caller): Promise<void> {
    return this.favorites.remove(job, caller);
  }
}
