import { ApiHeader } from '@nestjs/swagger';

/** Documents `If-Match`. `what` is whose ETag it takes. */
export function ApiIfMatch(what = 'the job'): MethodDecorator {
  return ApiHeader({
    name: 'If-Match',
    required: false,
    description: `ETag of ${what} as you saw it; when it was changed since, nothing happens and the answer is 412`,
  });
}
