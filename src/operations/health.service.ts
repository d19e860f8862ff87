import { Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import { migrations } from '../database/migrations/migrations.js';
import { Sql } from '../database/sql.js';
import { SchedulerService } from '../scheduler/scheduler.service.js';
import { DomainError } from '../errors/domain-error.js';

@Injectable()
export class HealthService implements BeforeApplicationShutdown {
  private stopping = false;

  constructor(
    private readonly sql: Sql,
    private readonly scheduler: SchedulerService,
  ) {}

  beforeApplicationShutdown(): void {
    this.stopping = true;
  }

  /** @throws DomainError `NOT_READY` while stopping, without database, with migrations missing, or without a confirmed beat */
  async assertReady(): Promise<void> {
    if (this.stopping) throw notReady('This node is stopping.');
    const applied = await this.appliedMigrations();
    const missing = migrations.filter((migration) => !applied.has(migration.name)).length;
    if (this.scheduler.hasLostItsBeat)
      throw notReady('This node has no confirmed beat, and runs nothing until it has one.');
    if (missing > 0) throw notReady(`${missing} migration(s) are not applied yet.`);
  }

  private async appliedMigrations(): Promise<Set<string>> {
    try {
      const rows = await this.sql.rows<{ name: string }>({ text: 'SELECT name FROM migrations' });
      return new Set(rows.map((row) => row.name));
    } catch {
      throw notReady('The database does not answer.');
    }
  }
}

function notReady(why: string): DomainError {
  return new DomainError('unavailable', 'NOT_READY', why);
}
