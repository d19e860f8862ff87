import { Module } from '@nestjs/common';
import { ApiCallDriverModule } from './api-call/api-call-driver.module.js';
import { DatasetDriversModule } from './datasets/dataset-drivers.module.js';
import { EmailDriverModule } from './email/email-driver.module.js';
import { NoopDriverModule } from './noop/noop-driver.module.js';
import { OpenfnDriverModule } from './openfn/openfn-driver.module.js';

/** The drivers that come with Punctual. A team's own are modules beside this one in `app.module.ts`. */
@Module({
  imports: [NoopDriverModule, EmailDriverModule, ApiCallDriverModule, DatasetDriversModule, OpenfnDriverModule],
})
export class BuiltInDriversModule {}
