import { Module } from '@nestjs/common';
import { SchedulerModule } from '../scheduler/scheduler.module.js';
import { HealthController } from './health.controller.js';
import { HealthService } from './health.service.js';

@Module({ imports: [SchedulerModule], controllers: [HealthController], providers: [HealthService] })
export class OperationsModule {}
