import { IsString, IsUrl, MaxLength } from 'class-validator';
import { Secret } from 'punctual';

/** What a `chat-message` job says, and where. */
export class ChatMessageData {
  @IsUrl({ require_tld: false, protocols: ['http', 'https'], require_protocol: true })
  @MaxLength(2048)
  url: string;

  @IsString()
  @MaxLength(200)
  @Secret({ destination: ['url'] })
  token: string;

  @IsString()
  @MaxLength(4000)
  text: string;
}
