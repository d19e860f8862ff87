import { v7 as uuidv7 } from 'uuid';
import { NestFactory } from '@nestjs/core';
import { Module } from '@nestjs/common';
import type { INestApplicationContext } from '@nestjs/common';
import { ClockModule } from '../../src/clock/clock.module.js';
import { ConfigModule } from '../../src/config/config.module.js';
import { readEnv } from '../../src/config/env.js';
import { DatabaseModule } from '../../src/database/database.module.js';
import { Sql } from '../../src/database/sql.js';
import { JobSchedulesRepository } from '../../src/jobs/job-schedules.repository.js';
import { LedgerRepository } from '../../src/ledger/ledger.repository.js';
import { MetricsModule } from '../../src/metrics/metrics.module.js';
import { ClaimRepository } from '../../src/scheduler/claim.repository.js';
import { Claimer } from '../../src/scheduler/claimer.js';
import { FinishRepository } from '../../src/scheduler/finish.repository.js';
import { ManualRunsRepository } from '../../src/scheduler/manual-runs.repository.js';
import { NodesRepository } from '../../src/scheduler/nodes.repository.js';
import { RescueRepository } from '../../src/scheduler/rescue.repository.js';
import { WaitingClaimRepository } from '../../src/scheduler/waiting-claim.repository.js';
import { WaitingRunsRepository } from '../../src/scheduler/waiting-runs.repository.js';

const parts = [
  Claimer,
  ClaimRepository,
  WaitingClaimRepository,
  WaitingRunsRepository,
  LedgerRepository,
  FinishRepository,
  NodesRepository,
  RescueRepository,
  ManualRunsRepository,
];

/** The statements of the scheduler on a real pool, without the loop that drives them: tests decide when what happens. */
export async function startSchedulerParts(databaseUrl: string): Promise<INestApplicationContext> {
  @Module({
    imports: [ConfigModule.forRoot(readEnv({})), ClockModule, MetricsModule, DatabaseModule.forRoot(databaseUrl, 8)],
    providers: parts,
  })
  class SchedulerPartsModule {}
  return NestFactory.createApplicationContext(SchedulerPartsModule, { logger: false });
}

/** What of a job a test wants to be otherwise. */
export interface JobFixture {
  count?: number;
  /** SQL of the instant at which the jobs are due. */
  dueAt?: string;
  interval?: string;
  policies?: Record<string, unknown>;
  type?: string;
  priority?: number;
  queue?: string;
}

/** Inserts noop jobs straight into the tables. @returns their ids */
export async function insertJobs(sql: Sql, fixture: JobFixture = {}): Promise<string[]> {
  const { count = 1, dueAt = 'clock_timestamp()', interval = '1 hour', policies = {}, type = 'noop' } = fixture;
  const { priority = 0, queue = 'default' } = fixture;
  const ids = Array.from({ length: count }, () => uuidv7());
  await sql.execute({
    text: `INSERT INTO principals (id, kind, bare_name, name) VALUES ('owner', 'user', 'owner', 'Owner') ON CONFLICT DO NOTHING`,
  });
  await sql.execute({ text: `INSERT INTO users (id) VALUES ('owner') ON CONFLICT DO NOTHING` });
  await sql.execute({
    text: `INSERT INTO jobs (id, type, name, slug, owner_id, interval, interval_type, timezone, enabled, policies)
           SELECT id, $3, 'job', id::text, 'owner', $2, 'simple', 'UTC', true, $4 FROM unnest($1::uuid[]) id`,
    values: [ids, interval, type, policies],
  });
  await sql.execute({
    text: `INSERT INTO job_schedules (job_id, due_at, type, interval_type, interval, timezone, anchor, policies, priority, queue)
           SELECT id, ${dueAt}, $3, 'simple', $2, 'UTC', ${dueAt}, $4, $5, $6 FROM unnest($1::uuid[]) id`,
    values: [ids, interval, type, policies, priority, queue],
  });
  await new JobSchedulesRepository().refreshConcurrency(sql, ids);
  return ids;
}

/** A node that beats by nobody: alive until a test says otherwise. */
export async function insertNode(sql: Sql): Promise<string> {
  const id = uuidv7();
  await sql.execute({
    text: `INSERT INTO nodes (id, name, roles, queues, version) VALUES ($1, 'test', '{scheduler}', '{default}', '0')`,
    values: [id],
  });
  return id;
}
