import { Module } from '@nestjs/common';
import { MailModule } from '../../mail/mail.module.js';
import { EmailDriver } from './email.driver.js';

@Module({ imports: [MailModule], providers: [EmailDriver] })
export class EmailDriverModule {}
