import { Module } from '@nestjs/common';
import { AddressGuard } from './address-guard.js';
import { OutboundHttp } from './outbound-http.js';
import { OutboundTunnel } from './outbound-tunnel.js';

/** The policy of outgoing calls, for whoever calls addresses that people enter. */
@Module({ providers: [AddressGuard, OutboundHttp, OutboundTunnel], exports: [OutboundHttp, OutboundTunnel] })
export class OutboundModule {}
