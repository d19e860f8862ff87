import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import { DriverData } from '../drivers/driver-data.js';
import { JobPermissions } from './job-permissions.js';

/** What a job tells its driver, as people write it. */
@Injectable()
export class JobData {
  constructor(
    private readonly driverData: DriverData,
    private readonly permissions: JobPermissions,
  ) {}

  /**
   * Checks new data against the driver and the caller's permission for it, and seals its secrets.
   * @throws DomainError `DRIVER_RESTRICTED` (403), `UNKNOWN_DRIVER`, `DRIVER_DATA_INVALID` (422)
   */
  prepare(
    type: string,
    data: { given: Record<string, unknown>; stored: Record<string, unknown> | null },
    caller: Caller,
  ): Promise<Record<string, unknown>> {
    this.permissions.assertMayUseDriver(type, caller);
    return this.driverData.prepareForStorage(type, data.given, data.stored);
  }

  /** What a run would miss, one sentence each. */
  missing(type: string, data: Record<string, unknown>): Promise<string[]> {
    return this.driverData.missing(type, data);
  }
}
