import type { Type } from '@nestjs/common';
import { ApiProperty, getSchemaPath } from '@nestjs/swagger';

/** Documents the `_embedded` of a page: the one list under `rel`, which is there even when it is empty. */
export function ApiEmbedded(rel: string, item: Type): PropertyDecorator {
  return ApiProperty({
    type: 'object',
    properties: { [rel]: { type: 'array', items: { $ref: getSchemaPath(item) } } },
    required: [rel],
    selfRequired: true,
  });
}
