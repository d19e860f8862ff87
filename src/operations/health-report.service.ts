import { Inject, Injectable } from '@nestjs/common';
import { ENV } from '../config/config.module.js';
import type { Env } from '../config/env.js';
import { Sql } from '../database/sql.js';
import { DomainError } from '../errors/domain-error.js';
import type { HealthCheck, HealthCheckDto, HealthReportDto } from './health.dto.js';
import { HealthService } from './health.service.js';
import { InstallationLook } from './installation-look.js';
import type { Look } from './installation-look.js';

const SLOW_DATABASE_MS = 1_000;
/** Long after every node that has room would have claimed it. */
const LATE_SECONDS = 30;

/** Tells degraded from dead: whether this node serves at all, and whether what it serves is as it should be. */
@Injectable()
export class HealthReportService {
  constructor(
    @Inject(ENV) private readonly env: Env,
    private readonly sql: Sql,
    private readonly health: HealthService,
    private readonly installation: InstallationLook,
  ) {}

  /** Names no job, node or address: anybody may ask. */
  async report(): Promise<HealthReportDto> {
    const [node, look] = await Promise.all([this.node(), this.installation.take()]);
    const checks = [node, database(look), this.connections(), schedule(look), nodes(look)];
    const worst = (['dead', 'degraded'] as const).find((status) => checks.some((check) => check.status === status));
    return { status: worst ?? 'ok', checks };
  }

  private async node(): Promise<HealthCheckDto> {
    try {
      await this.health.assertReady();
      return ok('node');
    } catch (error) {
      const message = error instanceof DomainError ? error.message : 'This node can’t tell.';
      return { name: 'node', status: 'dead', message };
    }
  }

  private connections(): HealthCheckDto {
    const { used, waiting } = this.sql.poolUse;
    if (waiting === 0 || used < this.env.DB_POOL) return ok('connections');
    return degraded(
      'connections',
      `All ${used} database connections are in use, and ${waiting} requests wait for one.`,
    );
  }
}

function database(look: Look | undefined): HealthCheckDto {
  if (!look) return { name: 'database', status: 'dead', message: 'The database does not answer.' };
  if (look.tookMs <= SLOW_DATABASE_MS) return ok('database');
  return degraded('database', `The database took ${Math.round(look.tookMs)} ms to answer.`);
}

function schedule(look: Look | undefined): HealthCheckDto {
  if (look?.paused) return degraded('schedule', 'The scheduler is paused: nothing starts.');
  const lag = Math.max(0, ...(look?.queues ?? []).map((queue) => queue.dueLagSeconds));
  if (lag <= LATE_SECONDS) return ok('schedule');
  return degraded('schedule', `Something has been due for ${Math.round(lag)} seconds and was not started.`);
}

function nodes(look: Look | undefined): HealthCheckDto {
  const silent = look?.nodes.silent ?? 0;
  if (silent > 0) return degraded('nodes', `${silent} node(s) have not beaten for 10 seconds.`);
  if (look?.nodes.alive === 0) return degraded('nodes', 'No node runs jobs.');
  return ok('nodes');
}

function ok(name: HealthCheck): HealthCheckDto {
  return { name, status: 'ok', message: null };
}

function degraded(name: HealthCheck, message: string): HealthCheckDto {
  return { name, status: 'degraded', message };
}
