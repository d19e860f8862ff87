import { Injectable } from '@nestjs/common';
import { DriverData } from '../drivers/driver-data.js';
import { JobDatasetReferences } from './job-dataset-references.js';
import type { DataWriter } from './job-dataset-references.js';
import { JobPermissions } from './job-permissions.js';

/** What a job tells its driver, as people write it. */
@Injectable()
export class JobData {
  constructor(
    private readonly driverData: DriverData,
    private readonly permissions: JobPermissions,
    private readonly references: JobDatasetReferences,
  ) {}

  /**
   * Checks new data against the driver and the caller's rights to it and to the datasets it names, and seals its secrets.
   * @throws DomainError `DRIVER_RESTRICTED` (403), `UNKNOWN_DRIVER`, `DRIVER_DATA_INVALID`, `UNKNOWN_DATASET` (422)
   */
  async prepare(
    type: string,
    { given, stored }: { given: Record<string, unknown>; stored: Record<string, unknown> | null },
    writer: DataWriter,
  ): Promise<Record<string, unknown>> {
    this.permissions.assertMayUseDriver(type, writer.caller);
    const after = await this.driverData.prepareForStorage(type, given, stored);
    return this.references.permitted(type, { after, before: stored }, writer);
  }

  /** What a run would miss, one sentence each. */
  missing(type: string, data: Record<string, unknown>): Promise<string[]> {
    return this.driverData.missing(type, data);
  }
}
