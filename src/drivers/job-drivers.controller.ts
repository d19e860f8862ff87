import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Permission, Permit } from '../auth/permission.js';
import { ApiProblems } from '../errors/api-problems.decorator.js';
import { DriverRegistry } from './driver-registry.js';
import { driverNotFound } from './drivers.errors.js';
import { JobDriverDto, JobDriverPageDto } from './job-driver.dto.js';
import { presentDriver, presentDrivers } from './job-driver.presenter.js';

@ApiTags('Job drivers')
@Controller('api/job-drivers')
export class JobDriversController {
  constructor(private readonly registry: DriverRegistry) {}

  /** All job types of this installation, with the JSON Schema of their data. */
  @Get()
  @Permit(Permission.Authenticated)
  @ApiOkResponse({ type: JobDriverPageDto })
  @ApiProblems()
  list(): unknown {
    return presentDrivers(this.registry.list());
  }

  /** One job type. */
  @Get(':type')
  @Permit(Permission.Authenticated)
  @ApiOkResponse({ type: JobDriverDto })
  @ApiProblems(404)
  get(@Param('type') type: string): JobDriverDto {
    const driver = this.registry.get(type);
    if (!driver) throw driverNotFound(type, this.registry.types());
    return presentDriver(driver);
  }
}
