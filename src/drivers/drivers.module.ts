import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { SecretsModule } from '../secrets/secrets.module.js';
import { DriverData } from './driver-data.js';
import { DriverRegistry } from './driver-registry.js';
import { JobDriversController } from './job-drivers.controller.js';

/** The extension point. Drivers themselves live in modules of their own, which need nothing of this one. */
@Module({
  imports: [DiscoveryModule, SecretsModule],
  controllers: [JobDriversController],
  providers: [DriverRegistry, DriverData],
  exports: [DriverRegistry, DriverData],
})
export class DriversModule {}
