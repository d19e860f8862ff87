import { Module } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { ENV } from '../config/config.module.js';
import type { Env } from '../config/env.js';
import { MailTransport } from './mail-transport.js';
import { OutboxTransport } from './outbox-transport.js';
import { SmtpTransport } from './smtp-transport.js';

/** How mail leaves: through SMTP_URL, or as files when there is none. */
@Module({
  providers: [
    {
      provide: MailTransport,
      inject: [ENV, Clock],
      useFactory: ({ SMTP_URL, MAIL_FROM, DATA_DIR }: Env, clock: Clock): MailTransport =>
        SMTP_URL ? new SmtpTransport(SMTP_URL, MAIL_FROM) : new OutboxTransport(DATA_DIR, MAIL_FROM, clock),
    },
  ],
  exports: [MailTransport],
})
export class MailModule {}
