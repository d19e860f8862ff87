import { ApiParam } from '@nestjs/swagger';

/** Documents `:id` of a job's routes. */
export function ApiJobId(): MethodDecorator {
  return ApiParam({
    name: 'id',
    description: 'UUID of the job, or its natural id `<ownerId>:<slug>` (a bare team name is accepted for the owner)',
    schema: { type: 'string' },
    example: 'team:analytics:daily-sales-report',
  });
}
