import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';

/** To whom the job goes. */
export class PutJobOwnerDto {
  /** A user or a team; a bare team name is accepted. */
  @ApiProperty({ example: 'team:data-science' })
  @IsString()
  @MaxLength(300)
  ownerId: string;
}

/** Who owns the job. */
export class JobOwnerDto {
  /** Canonical principal id: `alice`, `team:analytics`. */
  @ApiProperty({ example: 'team:data-science' })
  ownerId: string;
}
