import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

/** The body of every error. */
export class ProblemDto {
  /** HTTP status. */
  @ApiProperty({ type: 'integer', example: 422 })
  statusCode: number;

  /** The status in words. */
  @ApiProperty({ example: 'Unprocessable Entity' })
  error: string;

  /** What failed, with which value, and what to do. */
  @ApiProperty({ example: 'hour field "25" is out of range 0-23 in "0 25 * * *"' })
  message: string;

  /** Stable code for programs. */
  @ApiProperty({ example: 'INVALID_INTERVAL' })
  errorCode: string;

  /** Every single problem with its path, or other particulars. */
  @ApiPropertyOptional({ oneOf: [{ type: 'array', items: { type: 'object' } }, { type: 'object' }] })
  details?: unknown;
}
