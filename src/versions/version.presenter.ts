import type { JobVersionHead } from '../jobs/job-versions.repository.js';
import type { JobVersionHeadDto } from './versions.dto.js';

/** A saved edit without its content. */
export function presentHead(jobId: string, head: JobVersionHead): JobVersionHeadDto {
  const self = `/api/jobs/${jobId}/versions/${head.version}`;
  return {
    _links: {
      self: { href: self },
      'inf:job': { href: `/api/jobs/${jobId}` },
      'inf:job-version-diff': { href: `${self}/diff` },
    },
    version: head.version,
    savedAt: head.savedAt.toISOString(),
    savedBy: head.savedBy,
    savedByName: head.savedByName,
  };
}
