import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { AuthModule } from '../auth/auth.module.js';
import { OutboundModule } from '../outbound/outbound.module.js';
import { SecretsModule } from '../secrets/secrets.module.js';
import { SharingModule } from '../sharing/sharing.module.js';
import { DatasetDataController } from './dataset-data.controller.js';
import { DatasetDataService } from './dataset-data.service.js';
import { DatasetEditor } from './dataset-editor.service.js';
import { DatasetEvents } from './dataset-events.js';
import { DatasetIdentity } from './dataset-identity.js';
import { DatasetListRepository } from './dataset-list.repository.js';
import { DatasetLoadsRepository } from './dataset-loads.repository.js';
import { DatasetPresenter } from './dataset.presenter.js';
import { DatasetRowsRepository } from './dataset-rows.repository.js';
import { DatasetSources } from './dataset-sources.service.js';
import { DatasetSweeper } from './dataset-sweeper.js';
import { DatasetViews } from './dataset-views.js';
import { DatasetsController } from './datasets.controller.js';
import { DatasetsRepository } from './datasets.repository.js';
import { DatasetsService } from './datasets.service.js';
import { DatasetLoader } from './loading/dataset-loader.js';
import { HttpSourceReader } from './loading/http-source.js';
import { SourceOpener } from './loading/source-opener.js';
import { SqlSourceReader } from './loading/sql-source.js';
import { SnapshotsController } from './snapshots.controller.js';
import { SnapshotsRepository } from './snapshots.repository.js';
import { SnapshotsService } from './snapshots.service.js';
import { UnambiguousDatasetGuard } from './unambiguous-dataset.guard.js';

/** Datasets: named tables of rows that jobs read and freeze. */
@Module({
  imports: [AuthModule, SharingModule, AuditModule, SecretsModule, OutboundModule],
  controllers: [DatasetsController, SnapshotsController, DatasetDataController],
  providers: [
    DatasetDataService,
    DatasetEditor,
    DatasetEvents,
    DatasetIdentity,
    DatasetListRepository,
    DatasetLoader,
    DatasetLoadsRepository,
    DatasetPresenter,
    DatasetRowsRepository,
    DatasetSources,
    DatasetSweeper,
    DatasetViews,
    DatasetsRepository,
    DatasetsService,
    HttpSourceReader,
    SnapshotsRepository,
    SnapshotsService,
    SourceOpener,
    SqlSourceReader,
    UnambiguousDatasetGuard,
  ],
  exports: [DatasetIdentity, DatasetsService, SnapshotsService, DatasetLoader],
})
export class DatasetsModule {}
