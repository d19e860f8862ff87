import { ApiProperty } from '@nestjs/swagger';

/** The state of this node. */
export class HealthDto {
  status: 'ok';
}

export const HEALTH_CHECKS = ['node', 'database', 'connections', 'schedule', 'nodes'] as const;
export type HealthCheck = (typeof HEALTH_CHECKS)[number];

/** One thing that was looked at. */
export class HealthCheckDto {
  @ApiProperty({ enum: HEALTH_CHECKS })
  name: HealthCheck;

  @ApiProperty({ enum: ['ok', 'degraded', 'dead'] })
  status: 'ok' | 'degraded' | 'dead';

  /** What is wrong, for people; null when nothing is. */
  @ApiProperty({ type: 'string', nullable: true })
  message: string | null;
}

/** The state of this node and of what it can see of the others. */
export class HealthReportDto {
  /** Dead: this node serves nothing, send requests elsewhere. Degraded: it serves, but somebody should look. */
  @ApiProperty({ enum: ['ok', 'degraded', 'dead'] })
  status: 'ok' | 'degraded' | 'dead';

  @ApiProperty({ type: [HealthCheckDto] })
  checks: HealthCheckDto[];
}
