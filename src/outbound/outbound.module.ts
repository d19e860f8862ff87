import { Module } from '@nestjs/common';
import { AddressGuard } from './address-guard.js';
import { OutboundHttp } from './outbound-http.js';

/** The policy of outgoing HTTP, for whoever calls addresses that people enter. */
@Module({ providers: [AddressGuard, OutboundHttp], exports: [OutboundHttp] })
export class OutboundModule {}
