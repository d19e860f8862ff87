import { applyDecorators } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiQuery, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { RouteConstraints } from '@nestjs/platform-fastify';
import { STATUS_CODES } from 'node:http';
import { JSONAPI_TYPE } from './negotiation/representation.js';
import { CollectionDocumentDto, ReasonDto, RelationshipDto, ResourceDocumentDto } from './documents.dto.js';

/** A handler for requests that ask for JSON:API. */
export function InJsonapi(): MethodDecorator {
  return RouteConstraints({ representation: 'jsonapi' });
}

/** Documents what a handler of this view answers. */
export function ApiView(kind: 'page' | 'one', ...problems: number[]): MethodDecorator & ClassDecorator {
  const schema = { $ref: getSchemaPath(kind === 'page' ? CollectionDocumentDto : ResourceDocumentDto) };
  const paging =
    kind === 'page'
      ? [
          ApiQuery({
            name: 'page',
            required: false,
            description: 'From 1; what is no number counts as 1',
            schema: { type: 'string' },
          }),
          ApiQuery({
            name: 'page_size',
            required: false,
            description: '10 by default, at most 100',
            schema: { type: 'string' },
          }),
        ]
      : [];
  return applyDecorators(
    ApiExtraModels(CollectionDocumentDto, ResourceDocumentDto, RelationshipDto, ReasonDto),
    ...paging,
    ApiOkResponse({ content: { [JSONAPI_TYPE]: { schema } } }),
    ...[401, ...problems].map((status) =>
      ApiResponse({
        status,
        description: STATUS_CODES[status],
        content: { [JSONAPI_TYPE]: { schema: { $ref: getSchemaPath(ReasonDto) } } },
      }),
    ),
  );
}
