import { Injectable, StreamableFile } from '@nestjs/common';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import { AccessLevel } from '../sharing/access-level.js';
import type { Following } from './following.decorator.js';
import { historyRecord } from './history.presenter.js';
import type { HistoryRow } from './history-rows.js';
import { HistoryService } from './history.service.js';
import { RunEventsAccess } from './run-events-access.js';
import { RunEventsFeed } from './run-events-feed.js';
import { END_ID, RunEventsStream } from './run-events-stream.js';
import type { RunStreamParts } from './run-events-stream.js';
import { invalidLastEventId, noMoreStreams, nodeStopping, tooManyStreams } from './run-events.errors.js';
import { logLine, mayLookInside, progressEvent } from './run-events.presenter.js';

/** What of a run a stream tells. */
export type StreamKind = 'progress' | 'log';

const MAX_STREAMS = 500;
const MAX_STREAMS_PER_USER = 20;
const STOP_GRACE_MS = 1_000;

/** The streams of this process: how many there may be, and their end when the process stops. */
@Injectable()
export class RunEventsStreams implements BeforeApplicationShutdown {
  private readonly streams = new Set<RunEventsStream>();
  private isStopping = false;

  constructor(
    private readonly history: HistoryService,
    private readonly feed: RunEventsFeed,
    private readonly access: RunEventsAccess,
  ) {}

  /** How many are open. */
  get size(): number {
    return this.streams.size;
  }

  /**
   * A stream of what happens in the run, up to its end; undefined when the client has the end already.
   * @throws DomainError `RUN_NOT_FOUND`, `INVALID_LAST_EVENT_ID`, `TOO_MANY_STREAMS`, `STREAMS_EXHAUSTED`, `NODE_STOPPING`
   */
  async open(kind: StreamKind, following: Following): Promise<StreamableFile | undefined> {
    const { jobId, runId, viewer, lastEventId } = following;
    const after = positionOf(lastEventId);
    const run = await this.history.find(jobId, runId);
    if (after === END_ID) return undefined;
    this.assertRoom(viewer.userId);
    const stream = new RunEventsStream({ ...this.partsOf(kind, following, run), after }, viewer);
    this.streams.add(stream);
    this.feed.follow(stream);
    return new StreamableFile(stream.body, { type: 'text/event-stream; charset=utf-8' });
  }

  beforeApplicationShutdown(): void {
    this.isStopping = true;
    for (const stream of this.streams)
      stream.stop('this node stops: come back with Last-Event-ID, to any other', STOP_GRACE_MS);
  }

  private assertRoom(userId: string): void {
    if (this.isStopping) throw nodeStopping();
    if (this.streams.size >= MAX_STREAMS) throw noMoreStreams(MAX_STREAMS);
    const own = [...this.streams].filter((stream) => stream.viewer.userId === userId);
    if (own.length >= MAX_STREAMS_PER_USER) throw tooManyStreams(MAX_STREAMS_PER_USER);
  }

  private partsOf(kind: StreamKind, { jobId, context }: Following, run: HistoryRow): Omit<RunStreamParts, 'after'> {
    const needed = kind === 'log' ? AccessLevel.Edit : AccessLevel.View;
    return {
      runId: run.id,
      show: (row, { userId, level }) => {
        if (row.kind !== kind) return undefined;
        const data =
          kind === 'log' ? logLine(row) : progressEvent(row, mayLookInside(level, run.requestedBy === userId));
        return { event: kind, data };
      },
      record: async (viewer) => {
        const row = await this.history.findIfAny(jobId, run.id);
        return row && historyRecord(row, viewer);
      },
      lookAgain: () => this.access.again(context, jobId, needed),
      onReady: () => this.feed.wake(),
      onClosed: (stream) => {
        this.streams.delete(stream);
        this.feed.leave(stream);
      },
    };
  }
}

function positionOf(lastEventId: string | undefined): number | typeof END_ID {
  if (lastEventId === undefined || lastEventId === '') return 0;
  if (lastEventId === END_ID) return END_ID;
  if (!/^\d{1,9}$/.test(lastEventId)) throw invalidLastEventId(lastEventId);
  return Number(lastEventId);
}
