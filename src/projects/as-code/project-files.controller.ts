import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Caller } from '../../auth/caller.js';
import { CurrentCaller } from '../../auth/caller.js';
import { Permission, Permit } from '../../auth/permission.js';
import { ApiProblems } from '../../errors/api-problems.decorator.js';
import { StreamedBody } from '../../raw-body.js';
import type { RawBody } from '../../raw-body.js';
import { ImportPlanDto, ImportQueryDto } from './import-plan.dto.js';
import { ProjectExportService } from './project-export.service.js';
import { ProjectFileReader } from './project-file-reader.js';
import { ProjectImportService } from './project-import.service.js';

@ApiTags('Projects')
@ApiBearerAuth()
@Controller('api/projects')
export class ProjectFilesController {
  constructor(
    private readonly exports: ProjectExportService,
    private readonly files: ProjectFileReader,
    private readonly imports: ProjectImportService,
  ) {}

  /** The project with its workflows and jobs as YAML, without ids, members, times and secrets. For its editors. */
  @Get(':id/export')
  @Permit(Permission.Authenticated)
  @ApiOkResponse({ content: { 'application/yaml': { schema: { type: 'string' } } } })
  @ApiProblems(400, 403, 404)
  async export(
    @Param('id') id: string,
    @CurrentCaller() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { name, text } = await this.exports.export(id, caller);
    void reply.type('application/yaml; charset=utf-8');
    void reply.header('Content-Disposition', `attachment; filename="${name}.yaml"`);
    return text;
  }

  /**
   * Makes a project what its file says, all of it or nothing, and answers what that changed. Any Content-Type. For its
   * admins; a new one needs the permission permission.projects.create.
   */
  @Post('_import')
  @HttpCode(200)
  @Permit(Permission.Authenticated)
  @StreamedBody()
  @ApiConsumes('application/yaml', 'application/json')
  @ApiBody({ schema: { type: 'string' } })
  @ApiOkResponse({ type: ImportPlanDto })
  @ApiProblems(400, 403, 404, 409, 413, 422)
  async import(
    @Body() body: RawBody | undefined,
    @Query() query: ImportQueryDto,
    @CurrentCaller() caller: Caller,
  ): Promise<ImportPlanDto> {
    return this.imports.import(await this.files.read(body), caller, query);
  }
}
