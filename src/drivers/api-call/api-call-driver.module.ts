import { Module } from '@nestjs/common';
import { OutboundModule } from '../../outbound/outbound.module.js';
import { ApiCallDriver } from './api-call.driver.js';

@Module({ imports: [OutboundModule], providers: [ApiCallDriver] })
export class ApiCallDriverModule {}
