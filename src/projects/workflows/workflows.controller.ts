import { Body, Controller, Delete, Headers, HttpCode, Param, Patch, Post, Put, Res } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiBody,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Caller } from '../../auth/caller.js';
import { CurrentCaller } from '../../auth/caller.js';
import { Permission, Permit } from '../../auth/permission.js';
import { ApiProblems } from '../../errors/api-problems.decorator.js';
import { ApiIfMatch } from '../../hal/api-if-match.decorator.js';
import { etagOf } from '../../hal/etag.js';
import { presentWorkflow } from '../project.presenter.js';
import type { WorkflowRow } from '../project-rows.js';
import { CreateWorkflowDto, UpdateWorkflowDto, WorkflowDto } from './workflow.dto.js';
import { WorkflowsService } from './workflows.service.js';

@ApiTags('Projects')
@ApiBearerAuth()
@Controller('api/workflows')
export class WorkflowsController {
  constructor(private readonly workflows: WorkflowsService) {}

  /** Makes a workflow in a project. For editors of the project. */
  @Post()
  @Permit(Permission.Authenticated)
  @ApiCreatedResponse({ type: WorkflowDto })
  @ApiProblems(400, 403, 409, 422)
  async create(
    @Body() body: CreateWorkflowDto,
    @CurrentCaller() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WorkflowDto> {
    const workflow = await this.workflows.create(body, caller);
    void reply.header('Location', `/api/workflows/${workflow.id}`);
    return answer(reply, workflow);
  }

  /** Changes a workflow. For editors of the project. */
  @Put(':id')
  @Permit(Permission.Authenticated)
  @ApiIfMatch('the workflow')
  @ApiOkResponse({ type: WorkflowDto })
  @ApiProblems(400, 403, 404, 409, 412)
  async update(
    @Param('id') id: string,
    @Body() body: UpdateWorkflowDto,
    @CurrentCaller() caller: Caller,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WorkflowDto> {
    return answer(reply, await this.workflows.update(id, body, { caller, ifMatch }));
  }

  /** The same as PUT. */
  @Patch(':id')
  @Permit(Permission.Authenticated)
  @ApiIfMatch('the workflow')
  @ApiBody({ type: UpdateWorkflowDto })
  @ApiOkResponse({ type: WorkflowDto })
  @ApiProblems(400, 403, 404, 409, 412)
  patch(
    @Param('id') id: string,
    @Body() body: UpdateWorkflowDto,
    @CurrentCaller() caller: Caller,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WorkflowDto> {
    return this.update(id, body, caller, ifMatch, reply);
  }

  /** Deletes a workflow. Its jobs stay with their owners, disabled. For admins of the project. */
  @Delete(':id')
  @HttpCode(204)
  @Permit(Permission.Authenticated)
  @ApiIfMatch('the workflow')
  @ApiNoContentResponse({ description: 'Deleted' })
  @ApiProblems(400, 403, 404, 412)
  delete(
    @Param('id') id: string,
    @CurrentCaller() caller: Caller,
    @Headers('if-match') ifMatch: string | undefined,
  ): Promise<void> {
    return this.workflows.delete(id, { caller, ifMatch });
  }
}

function answer(reply: FastifyReply, workflow: WorkflowRow): WorkflowDto {
  void reply.header('ETag', etagOf(workflow.lockVersion));
  return presentWorkflow(workflow);
}
