import 'reflect-metadata';

// What other packages may import: docs/decisions/0030-public-entry.md. Inside of src/ nothing imports this file.

export { AppModule as PunctualModule } from './app.module.js';
export type { AppParts, RootModule } from './app.setup.js';
export { boot as startPunctual } from './boot/boot.js';
export { VERSION } from './version.js';

export { JobDriver, DriverError } from './drivers/job-driver.js';
export type { JobDriverHandler, JobDriverOptions } from './drivers/job-driver.js';
export type {
  DatasetRows,
  DriverResult,
  JobContext,
  JobView,
  ProgressResult,
  ProgressTask,
  RunAttachment,
  RunOutcomeView,
  RunView,
} from './drivers/job-context.js';
export { Secret } from './drivers/secret.decorator.js';
export type { SecretOptions } from './drivers/secret.decorator.js';
export { DatasetReference } from './drivers/dataset-reference.decorator.js';
export type { DatasetUse } from './drivers/dataset-reference.decorator.js';

export { DomainError } from './errors/domain-error.js';
export { OutboundModule } from './outbound/outbound.module.js';
export { OutboundHttp } from './outbound/outbound-http.js';
export type { OutboundRequest, OutboundResponse } from './outbound/outbound-request.js';
