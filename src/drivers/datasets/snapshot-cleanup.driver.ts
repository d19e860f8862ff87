import { Clock } from '../../clock/clock.js';
import type { SnapshotRecord } from '../../datasets/snapshots.repository.js';
import { SnapshotsService } from '../../datasets/snapshots.service.js';
import { DomainError } from '../../errors/domain-error.js';
import type { DriverResult, JobContext } from '../job-context.js';
import { JobDriver } from '../job-driver.js';
import type { JobDriverHandler } from '../job-driver.js';
import { EditableDataset } from './editable-dataset.js';
import { SnapshotCleanupData } from './snapshot-cleanup-data.dto.js';

const PAGE = 500;
const DAY_MS = 86_400_000;

/** Deletes old snapshots of a dataset. One by one: an abort leaves the rest for the next run. */
@JobDriver({
  type: 'snapshot-cleanup',
  title: 'Clean up snapshots',
  description: 'Deletes snapshots of a dataset beyond a number, an age, or both, with the rights of the job’s owner.',
  data: SnapshotCleanupData,
})
export class SnapshotCleanupDriver implements JobDriverHandler<SnapshotCleanupData> {
  constructor(
    private readonly editable: EditableDataset,
    private readonly snapshots: SnapshotsService,
    private readonly clock: Clock,
  ) {}

  missing(data: Partial<SnapshotCleanupData>): string[] {
    const hasLimit = typeof data.keep === 'number' || typeof data.olderThanDays === 'number';
    return hasLimit ? [] : ['data.keep or data.olderThanDays is needed: without either, every snapshot would go'];
  }

  async run({ job, signal, log }: JobContext<SnapshotCleanupData>): Promise<DriverResult> {
    const { datasetId, keep, olderThanDays } = job.data;
    const dataset = await this.editable.find(datasetId, job);
    const before = this.clock.now().getTime() - (olderThanDays ?? 0) * DAY_MS;
    const old = (snapshot: SnapshotRecord): boolean => snapshot.takenAt.getTime() <= before;
    const doomed = (await this.beyond(dataset.id, keep ?? 0)).filter(old);
    for (const { id } of doomed) {
      signal.throwIfAborted();
      await this.snapshots.delete(dataset.id, id).catch(ignoreGone);
    }
    log(`${doomed.length} snapshot(s) of ${dataset.naturalId} deleted.`);
    return { data: { datasetId: dataset.naturalId, deleted: doomed.length } };
  }

  /** All snapshots but the latest ones, read before the first is deleted: deleting would shift the pages. */
  private async beyond(datasetId: string, keep: number): Promise<SnapshotRecord[]> {
    const found: SnapshotRecord[] = [];
    for (let start = keep; ; start += PAGE) {
      const { snapshots } = await this.snapshots.list(datasetId, { limit: PAGE, start });
      found.push(...snapshots);
      if (snapshots.length < PAGE) return found;
    }
  }
}

function ignoreGone(error: unknown): void {
  if (!(error instanceof DomainError && error.kind === 'absent')) throw error;
}
