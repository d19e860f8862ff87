import { ApiExtraModels } from '@nestjs/swagger';
import { ApiEmbedded } from '../../hal/api-embedded.decorator.js';
import { DirectoryPageDto } from '../directory-page.dto.js';
import { AccessTokenDto } from './access-tokens.dto.js';

/** A page of personal access tokens. */
@ApiExtraModels(AccessTokenDto)
export class AccessTokenPageDto extends DirectoryPageDto {
  @ApiEmbedded('inf:token', AccessTokenDto)
  _embedded: Record<string, AccessTokenDto[]>;
}
