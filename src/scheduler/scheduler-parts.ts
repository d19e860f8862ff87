import { Injectable } from '@nestjs/common';
import { FinishBuffer } from './finish-buffer.js';
import { Listener } from './listener.js';
import { NodeService } from './node.service.js';
import { Reconciler } from './reconciler.js';
import { RunRegistry } from './run-registry.js';
import { Runner } from './runner.js';

/** What the scheduler's loop drives. */
@Injectable()
export class SchedulerParts {
  constructor(
    readonly node: NodeService,
    readonly registry: RunRegistry,
    readonly runner: Runner,
    readonly finishes: FinishBuffer,
    readonly listener: Listener,
    readonly reconciler: Reconciler,
  ) {}
}
