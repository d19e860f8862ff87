import { DriverError, JobDriver, OutboundHttp } from 'punctual';
import type { DriverResult, JobContext, JobDriverHandler } from 'punctual';
import { ChatMessageData } from './chat-message-data.dto.js';

/** Posts a message to a chat. The idempotency key lets the chat drop what a repeated run sends again. */
@JobDriver({ type: 'chat-message', title: 'Chat message', data: ChatMessageData })
export class ChatMessageDriver implements JobDriverHandler<ChatMessageData> {
  constructor(private readonly http: OutboundHttp) {}

  async run({ job, idempotencyKey, progress, signal }: JobContext<ChatMessageData>): Promise<DriverResult> {
    const { url, token, text } = job.data;
    const { status, body } = await this.http.request({
      method: 'POST',
      url,
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'idempotency-key': idempotencyKey,
      },
      body: JSON.stringify({ text }),
      signal,
    });
    body.on('error', () => undefined).destroy();
    const { host } = new URL(url);
    if (status >= 300)
      throw new DriverError('CHAT_REFUSED', `${host} answered ${status}. Check url and token.`, status < 500);
    progress({ key: 'job:progress.message_posted', opts: { host } }, { success: true });
    return { data: { status } };
  }
}
