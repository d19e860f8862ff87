import { Module } from '@nestjs/common';
import { Traces } from './traces.js';

/** Where requests and runs are told to OpenTelemetry. */
@Module({ providers: [Traces], exports: [Traces] })
export class TracingModule {}
