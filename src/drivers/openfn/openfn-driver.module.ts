import { Module } from '@nestjs/common';
import { OutboundModule } from '../../outbound/outbound.module.js';
import { Adaptors } from './adaptors/adaptors.js';
import { OpenfnDriver } from './openfn.driver.js';
import { Sandbox } from './sandbox/sandbox.js';

@Module({ imports: [OutboundModule], providers: [OpenfnDriver, Adaptors, Sandbox] })
export class OpenfnDriverModule {}
