import type { Type } from '@nestjs/common';
import type { JobDriverHandler } from './job-driver.js';

/** A driver as the registry knows it. */
export interface RegisteredDriver {
  type: string;
  title: string;
  description: string | null;
  /** JSON Schema of the job's `data`. */
  dataSchema: Record<string, unknown>;
  /** Whether a job of this type needs the permission `permission.drivers.<type>`. */
  restricted: boolean;
  dataType: Type<object>;
  handler: JobDriverHandler;
}
