import { Injectable } from '@nestjs/common';
import { isoText } from '../clock/iso-text.js';
import { NodeListRepository } from './node-list.repository.js';
import type { ListedNode } from './node-list.repository.js';
import type { NodeDto, NodesDto } from './nodes.dto.js';

const MOST = 200;

/** The nodes, as superusers see them. */
@Injectable()
export class NodesService {
  constructor(private readonly nodes: NodeListRepository) {}

  async list(): Promise<NodesDto> {
    const nodes = (await this.nodes.list(MOST)).map(present);
    return {
      _links: { self: { href: '/api/operations/nodes' } },
      _embedded: { 'inf:nodes': nodes },
      alive: nodes.filter((node) => node.status === 'alive').length,
    };
  }
}

function present({ isSilent, startedAt, heartbeatAt, endedAt, ...node }: ListedNode): NodeDto {
  return {
    ...node,
    status: endedAt ? 'ended' : isSilent ? 'silent' : 'alive',
    startedAt: isoText(startedAt),
    heartbeatAt: isoText(heartbeatAt),
    endedAt: endedAt && isoText(endedAt),
  };
}
