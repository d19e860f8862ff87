import type { LoggerService } from '@nestjs/common';
import { pino } from 'pino';
import type { DestinationStream, Logger, LoggerOptions } from 'pino';
import pretty from 'pino-pretty';
import { redacted } from './redaction.js';

/** One JSON line per event, without secrets; readable lines on a terminal. */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  if (destination) return pino(options(level), destination);
  return process.stdout.isTTY
    ? pino(options(level), pretty({ sync: true, ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss.l' }))
    : pino(options(level));
}

/** Whole lines are looked through: a secret may be in any field, message or stack. */
function options(level: string): LoggerOptions {
  return { level, hooks: { streamWrite: redacted } };
}

/** Lets Nest write through pino. A message may be a text, an error, or an object of fields followed by a text. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.write('info', message, rest);
  }
  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }
  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }
  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }
  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, rest);
  }
  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }

  private write(
    level: 'info' | 'error' | 'warn' | 'debug' | 'trace' | 'fatal',
    message: unknown,
    rest: unknown[],
  ): void {
    const context = rest.pop();
    const text = rest.find((part): part is string => typeof part === 'string');
    // Nest narrates every route and module at start: of use only to those who debug the start.
    const quiet =
      level === 'info' &&
      ['RouterExplorer', 'RoutesResolver', 'InstanceLoader', 'NestFactory', 'NestApplication'].includes(
        String(context),
      );
    const fields =
      message instanceof Error ? { err: message } : typeof message === 'object' && message !== null ? message : {};
    const line = typeof message === 'string' ? message : text;
    this.logger[quiet ? 'debug' : level](
      { context, ...fields, ...(typeof message === 'string' && text ? { stack: text } : {}) },
      line,
    );
  }
}
