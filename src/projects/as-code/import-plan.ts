import { setImmediate as turn } from 'node:timers/promises';
import { fieldChanges } from '../../audit/field-changes.js';
import type { JobContentPresenter } from '../../jobs/job-content.presenter.js';
import type { ImportStepDto } from './import-plan.dto.js';
import type { JobStep } from './imported-jobs.js';

type Step = Omit<ImportStepDto, 'changes'> & { changes?: Record<string, unknown>; job?: JobStep };

/** What an import does, step by step. */
export class ImportPlan {
  private readonly steps: Step[] = [];

  /** A project or workflow. Fields of `before` and `after` that differ are what is told. */
  place(step: Omit<Step, 'changes' | 'job'>, { before, after }: { before: object; after: object }): void {
    const changes = fieldChanges(before, after, { fields: ['name', 'description', 'concurrency'] });
    this.steps.push({ ...step, changes });
  }

  job(action: Step['action'], path: string, job: JobStep): void {
    this.steps.push({ action, kind: 'job', path, job });
  }

  /** As people may see it. After the transaction: names of datasets are read on a connection of their own. */
  async shown(presenter: JobContentPresenter): Promise<ImportStepDto[]> {
    const shown: ImportStepDto[] = [];
    for (const { action, kind, path, changes = {}, job } of this.steps) {
      // Many jobs take long: between them the node does what else there is to do.
      await turn();
      shown.push({ action, kind, path, changes: job ? await jobChanges(job, presenter) : changes });
    }
    return shown;
  }
}

async function jobChanges({ before, after }: JobStep, presenter: JobContentPresenter) {
  const { changes, datasets, actions } = await presenter.diff(before, after);
  return {
    ...changes,
    ...(isEmpty(datasets) ? {} : { datasets }),
    ...(isEmpty(actions) && !actions.reordered ? {} : { actions }),
  };
}

function isEmpty({ added, removed, changed }: { added: unknown[]; removed: unknown[]; changed: unknown[] }): boolean {
  return added.length + removed.length + changed.length === 0;
}
