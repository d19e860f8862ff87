import { Injectable, Logger } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import pg from 'pg';
import { DataSource } from 'typeorm';

/** Hears one notification. */
export type NotificationHandler = (payload: string) => void;

const RECONNECT_MS = 1_000;
/** Nobody hears that a connection went dead on the way: a listener says nothing that could fail. So it asks. */
const PROBE_EVERY_MS = 3_000;
const ANSWER_WITHIN_MS = 3_000;

/**
 * LISTENs on a connection of its own and comes back by itself when that breaks. Notifications only make things faster:
 * whoever listens also polls, since what is sent while the connection is down is lost.
 */
@Injectable()
export class Listener {
  private readonly logger = new Logger('Listener');
  private client?: pg.Client;
  private timer?: NodeJS.Timeout;
  private probe?: NodeJS.Timeout;
  private started = false;
  private closed = false;
  private handlers: Record<string, NotificationHandler> = {};

  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** Before the start: who hears what. */
  on(handlers: Record<string, NotificationHandler>): void {
    Object.assign(this.handlers, handlers);
  }

  /** Listens from now on; again: nothing. */
  async start(handlers: Record<string, NotificationHandler> = {}): Promise<void> {
    this.on(handlers);
    if (this.started) return;
    this.started = true;
    await this.connect();
  }

  async stop(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    clearTimeout(this.probe);
    await this.client?.end().catch(() => undefined);
  }

  private async connect(): Promise<void> {
    const { url } = this.dataSource.options as { url: string };
    const client = new pg.Client({
      connectionString: url,
      application_name: 'punctual listener',
      connectionTimeoutMillis: 5_000,
      query_timeout: ANSWER_WITHIN_MS,
      keepAlive: true,
    });
    client.on('notification', ({ channel, payload }) => this.handlers[channel]?.(payload ?? ''));
    client.on('error', () => undefined);
    client.on('end', () => this.reconnect(client));
    try {
      await client.connect();
      if (this.closed) return await client.end();
      this.client = client;
      for (const channel of Object.keys(this.handlers)) await client.query(`LISTEN ${channel}`);
      // Whatever was sent while nobody listened is asked for now.
      for (const handler of Object.values(this.handlers)) handler('');
      this.probeSoon(client);
    } catch (error) {
      this.logger.debug(`can't listen yet: ${(error as Error).message}`);
      await client.end().catch(() => undefined);
      this.reconnect(client);
    }
  }

  private probeSoon(client: pg.Client): void {
    this.probe = setTimeout(() => {
      if (this.client !== client) return;
      client.query('SELECT 1').then(
        () => this.probeSoon(client),
        () => void client.end().catch(() => undefined),
      );
    }, PROBE_EVERY_MS).unref();
  }

  private reconnect(client: pg.Client): void {
    if (this.closed || (this.client !== undefined && this.client !== client)) return;
    this.client = undefined;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.connect(), RECONNECT_MS);
    this.timer.unref();
  }
}
