import { Module } from '@nestjs/common';
import { OutboundModule } from 'punctual';
import { ChatMessageDriver } from './chat-message/chat-message.driver.js';
import { StockCheckDriver } from './stock-check/stock-check.driver.js';

/** What this company adds to Punctual. Whatever its drivers inject is imported and provided here. */
@Module({ imports: [OutboundModule], providers: [StockCheckDriver, ChatMessageDriver] })
export class CompanyModule {}
