import { ApiParam } from '@nestjs/swagger';

/** Documents the `:id` of a dataset. */
export function ApiDatasetId(): MethodDecorator {
  return ApiParam({
    name: 'id',
    description: 'UUID, natural id `<ownerId>:<id>`, or the id alone (the caller’s own first)',
    example: 'sales-2024',
  });
}
