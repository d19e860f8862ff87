import { ApiProperty } from '@nestjs/swagger';

/** A process that runs jobs, or did. Nodes that ended over a week ago are forgotten. */
export class NodeDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  /** Host and process id. */
  @ApiProperty({ example: 'worker-1:4711' })
  name: string;

  /** `silent`: no beat for 10 seconds, and not declared dead yet, as when no other node lives. `ended`: stopped, or declared dead. */
  @ApiProperty({ enum: ['alive', 'silent', 'ended'] })
  status: 'alive' | 'silent' | 'ended';

  @ApiProperty({ type: [String], example: ['api', 'scheduler'] })
  roles: string[];

  /** The worker pools that it serves. */
  @ApiProperty({ type: [String], example: ['default'] })
  queues: string[];

  version: string;

  /** Runs that it holds now. */
  @ApiProperty({ type: 'integer' })
  running: number;

  @ApiProperty({ format: 'date-time' })
  startedAt: string;

  @ApiProperty({ format: 'date-time' })
  heartbeatAt: string;

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  endedAt: string | null;
}

export class NodesEmbeddedDto {
  @ApiProperty({ type: [NodeDto] })
  'inf:nodes': NodeDto[];
}

/** Nodes that run jobs: the living first, then those that ended last; at most 200. */
export class NodesDto {
  @ApiProperty({ type: 'object', additionalProperties: { $ref: '#/components/schemas/LinkDto' } })
  _links: Record<string, { href: string }>;

  @ApiProperty({ type: NodesEmbeddedDto })
  _embedded: NodesEmbeddedDto;

  @ApiProperty({ type: 'integer' })
  alive: number;
}
