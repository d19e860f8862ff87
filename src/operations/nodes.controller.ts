import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Permission, Permit } from '../auth/permission.js';
import { ApiProblems } from '../errors/api-problems.decorator.js';
import { NodesDto } from './nodes.dto.js';
import { NodesService } from './nodes.service.js';

@ApiTags('Operations')
@Controller('api/operations/nodes')
export class NodesController {
  constructor(private readonly nodes: NodesService) {}

  /** Lists the nodes that run jobs: which live, what they serve, how many runs they hold. For superusers. */
  @Get()
  @Permit(Permission.Superuser)
  @ApiOkResponse({ type: NodesDto })
  @ApiProblems(403)
  list(): Promise<NodesDto> {
    return this.nodes.list();
  }
}
