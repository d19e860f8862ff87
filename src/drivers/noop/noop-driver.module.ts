import { Module } from '@nestjs/common';
import { NoopDriver } from './noop.driver.js';

@Module({ providers: [NoopDriver] })
export class NoopDriverModule {}
