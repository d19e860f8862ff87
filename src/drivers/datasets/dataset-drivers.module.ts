import { Module } from '@nestjs/common';
import { AuthModule } from '../../auth/auth.module.js';
import { DatasetsModule } from '../../datasets/datasets.module.js';
import { SharingModule } from '../../sharing/sharing.module.js';
import { DatasetRefreshDriver } from './dataset-refresh.driver.js';
import { EditableDataset } from './editable-dataset.js';
import { SnapshotCleanupDriver } from './snapshot-cleanup.driver.js';

/** Drivers that change datasets. */
@Module({
  imports: [AuthModule, SharingModule, DatasetsModule],
  providers: [EditableDataset, DatasetRefreshDriver, SnapshotCleanupDriver],
})
export class DatasetDriversModule {}
