import { ApiExtraModels, ApiProperty } from '@nestjs/swagger';
import { DirectoryPageDto } from '../directory-page.dto.js';
import { AccessTokenDto } from './access-tokens.dto.js';

/** A page of personal access tokens. */
@ApiExtraModels(AccessTokenDto)
export class AccessTokenPageDto extends DirectoryPageDto {
  @ApiProperty({
    type: 'object',
    properties: { 'inf:token': { type: 'array', items: { $ref: '#/components/schemas/AccessTokenDto' } } },
  })
  _embedded: Record<string, AccessTokenDto[]>;
}
