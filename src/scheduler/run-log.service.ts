import { Injectable } from '@nestjs/common';
import { halPage } from '../hal/hal-page.js';
import type { HalPage } from '../hal/hal-page.js';
import { HistoryService } from './history.service.js';
import { logLine } from './run-events.presenter.js';
import { RunEventsRepository } from './run-events.repository.js';
import type { RunLogLineDto } from './run-log.dto.js';

/** The log of a run, as far as it is written. */
@Injectable()
export class RunLogService {
  constructor(
    private readonly history: HistoryService,
    private readonly events: RunEventsRepository,
  ) {}

  /** @throws DomainError `RUN_NOT_FOUND` */
  async page(jobId: string, runId: string, page: { start?: number; limit?: number }): Promise<HalPage<RunLogLineDto>> {
    const { start = 0, limit = 30 } = page;
    const run = await this.history.find(jobId, runId);
    const { lines, total } = await this.events.logPage(run.id, { start, limit });
    return halPage({
      rel: 'inf:job-run-log',
      items: lines.map(logLine),
      start,
      limit,
      total,
      path: `/api/jobs/${jobId}/history/${run.id}/log`,
      template: ['start', 'limit', 'follow'],
    });
  }
}
