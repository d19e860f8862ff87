import { SetMetadata } from '@nestjs/common';

/** What a handler shows of the thing in its route, read by the very statement that decides access to it. */
export interface Along {
  /** Of the statements that read it, told apart from others. */
  name: string;
  /**
   * A SELECT of one row with every column of Accessible but `level`. Both are SQL expressions: the UUID of the thing, and
   * the id of the user who reads it.
   */
  select: (id: string, userId: string) => string;
  /** Its columns that are timestamps: the row travels as JSON, and they come as ISO 8601 texts in UTC. */
  instants: readonly string[];
}

export const ALONG_METADATA = 'punctual:along';

/** Lets the access guard read that, too: `@Found()` is then the whole row, which is there only if the guard lets it pass. */
export const ReadsAlong = (along: Along): MethodDecorator => SetMetadata(ALONG_METADATA, along);
