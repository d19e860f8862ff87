import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { ScheduleModule } from '@nestjs/schedule';
import { ActionsModule } from './actions/actions.module.js';
import { AuditTrailModule } from './audit-trail/audit-trail.module.js';
import { AuthModule } from './auth/auth.module.js';
import { AuthenticationGuard } from './auth/authentication.guard.js';
import { ClockModule } from './clock/clock.module.js';
import { ConfigModule } from './config/config.module.js';
import type { Env } from './config/env.js';
import { DatabaseModule } from './database/database.module.js';
import { DatasetsModule } from './datasets/datasets.module.js';
import { BuiltInDriversModule } from './drivers/built-in-drivers.module.js';
import { DraftsModule } from './drafts/drafts.module.js';
import { DriversModule } from './drivers/drivers.module.js';
import { FavoritesModule } from './favorites/favorites.module.js';
import { JobsModule } from './jobs/jobs.module.js';
import { JsonapiModule } from './jsonapi/jsonapi.module.js';
import { OperationsModule } from './operations/operations.module.js';
import { PausesModule } from './pauses/pauses.module.js';
import { ProjectsModule } from './projects/projects.module.js';
import { SchedulerModule } from './scheduler/scheduler.module.js';
import { AccessGuard } from './sharing/access.guard.js';
import { SharingModule } from './sharing/sharing.module.js';
import { TagsModule } from './tags/tags.module.js';
import { VersionsModule } from './versions/versions.module.js';
import { ZoneRulesModule } from './zone-rules/zone-rules.module.js';

/** The product, as a list. A team adds its drivers by importing their module here. */
@Module({})
export class AppModule {
  static forRoot(env: Env, databaseUrl: string): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.forRoot(env),
        ClockModule,
        DatabaseModule.forRoot(databaseUrl, env.DB_POOL),
        ScheduleModule.forRoot(),
        AuthModule,
        SharingModule,
        DriversModule,
        BuiltInDriversModule,
        DatasetsModule,
        JobsModule,
        DraftsModule,
        VersionsModule,
        ActionsModule,
        FavoritesModule,
        TagsModule,
        AuditTrailModule,
        PausesModule,
        ProjectsModule,
        SchedulerModule,
        JsonapiModule,
        OperationsModule,
        ZoneRulesModule,
      ],
      // In this order: who is calling, then whether they may.
      providers: [
        { provide: APP_GUARD, useExisting: AuthenticationGuard },
        { provide: APP_GUARD, useExisting: AccessGuard },
      ],
    };
  }
}
