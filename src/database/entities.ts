import { ActionAttachment } from '../actions/action-attachment.entity.js';
import { JobAction } from '../actions/job-action.entity.js';
import { StoredFileChunk } from '../actions/stored-file-chunk.entity.js';
import { StoredFile } from '../actions/stored-file.entity.js';
import { AuditEvent } from '../audit/audit-event.entity.js';
import { AccessToken } from '../auth/access-token.entity.js';
import { Principal } from '../auth/principal.entity.js';
import { TeamMember } from '../auth/team-member.entity.js';
import { Team } from '../auth/team.entity.js';
import { User } from '../auth/user.entity.js';
import { DatasetLoad } from '../datasets/dataset-load.entity.js';
import { DatasetRow } from '../datasets/dataset-row.entity.js';
import { DatasetSnapshot } from '../datasets/dataset-snapshot.entity.js';
import { Dataset } from '../datasets/dataset.entity.js';
import { Favorite } from '../favorites/favorite.entity.js';
import { IdempotencyKey } from '../idempotency/idempotency-key.entity.js';
import { JobDataset } from '../jobs/job-dataset.entity.js';
import { JobSchedule } from '../jobs/job-schedule.entity.js';
import { Job } from '../jobs/job.entity.js';
import { ActiveRun } from '../ledger/active-run.entity.js';
import { JobDuration } from '../forecast/job-duration.entity.js';
import { JobOutcome } from '../ledger/job-outcome.entity.js';
import { JobRun } from '../ledger/job-run.entity.js';
import { ProjectMember } from '../projects/project-member.entity.js';
import { Project } from '../projects/project.entity.js';
import { Workflow } from '../projects/workflow.entity.js';
import { SchedulerNode } from '../scheduler/node.entity.js';
import { SchedulerPause } from '../pauses/scheduler-pause.entity.js';
import { PendingRun } from '../ledger/pending-run.entity.js';
import { RunEvent } from '../ledger/run-event.entity.js';
import { JobTag } from '../tags/job-tag.entity.js';
import { Tag } from '../tags/tag.entity.js';
import { JobVersion } from '../versions/job-version.entity.js';
import { ZoneChange } from '../zone-rules/zone-change.entity.js';
import { ZoneFingerprint } from '../zone-rules/zone-fingerprint.entity.js';
import { DatasetGrant } from '../sharing/dataset-grant.entity.js';
import { JobGrant } from '../sharing/job-grant.entity.js';

/** Every entity, in one list: migrations are generated against it. */
export const entities = [
  Principal,
  User,
  Team,
  TeamMember,
  AccessToken,
  Job,
  JobSchedule,
  JobDataset,
  JobGrant,
  Dataset,
  DatasetGrant,
  DatasetLoad,
  DatasetRow,
  DatasetSnapshot,
  Project,
  ProjectMember,
  Workflow,
  SchedulerNode,
  SchedulerPause,
  PendingRun,
  ActiveRun,
  JobRun,
  JobOutcome,
  RunEvent,
  AuditEvent,
  Favorite,
  Tag,
  JobTag,
  JobAction,
  ActionAttachment,
  StoredFile,
  StoredFileChunk,
  JobVersion,
  IdempotencyKey,
  JobDuration,
  ZoneFingerprint,
  ZoneChange,
];
