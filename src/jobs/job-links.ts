import { AccessLevel } from '../sharing/access-level.js';
import type { LinkDto } from './job.response.dto.js';
import type { JobDetailRow } from './job-rows.js';

/** What the links of a job depend on. */
type Linked = Pick<JobDetailRow, 'id' | 'editingId' | 'draftId'>;

/** Everything that somebody of that level can GET of a job; `driver` is its type, if this installation has the driver. */
export function jobLinks(job: Linked, level: AccessLevel, driver?: string): Record<string, LinkDto> {
  return {
    ...readerLinks(job),
    ...(driver === undefined ? {} : { 'inf:job-driver': { href: `/api/job-drivers/${driver}` } }),
    ...(job.editingId === null ? undraftedLinks(job) : {}),
    ...(level >= AccessLevel.Edit ? editorLinks(job) : {}),
    ...(level >= AccessLevel.Share && job.editingId === null
      ? { 'inf:job-shares': { href: `/api/jobs/${job.id}/shares` } }
      : {}),
  };
}

function readerLinks({ id }: Linked): Record<string, LinkDto> {
  const self = `/api/jobs/${id}`;
  return {
    self: { href: self },
    'inf:job-history': { href: `${self}/history` },
    'inf:job-actions': { href: `${self}/actions` },
    'inf:job-datasets': { href: `${self}/datasets` },
    'inf:job-stats': { href: `${self}/stats{?from,to}`, templated: true },
    'inf:job-occurrences': { href: `${self}/occurrences{?from,to,limit,start}`, templated: true },
    'inf:job-schedule': { href: `${self}/schedule{?count}`, templated: true },
    'inf:job-tags': { href: `${self}/tags` },
  };
}

/** What a draft leaves to its original. */
function undraftedLinks({ id }: Linked): Record<string, LinkDto> {
  const self = `/api/jobs/${id}`;
  return {
    'inf:job-owner': { href: `${self}/owner` },
    'inf:job-access': { href: `${self}/access{?principalId}`, templated: true },
    'inf:job-favorite': { href: `${self}/favorite` },
    'inf:job-runs': { href: `/api/runs?jobId=${id}{&status,trigger,from,to,limit,start}`, templated: true },
  };
}

/** A job leads to the reader's draft of it, a draft to its original, and both to what committing it would change. */
function editorLinks({ id, editingId, draftId }: Linked): Record<string, LinkDto> {
  const self = `/api/jobs/${id}`;
  const hasDraft = editingId !== null || draftId !== null;
  return {
    'inf:job-versions': { href: `${self}/versions` },
    'inf:job-audit': { href: `${self}/audit{?limit,start}`, templated: true },
    ...(editingId === null ? {} : { 'inf:job-original': { href: `/api/jobs/${editingId}` } }),
    ...(draftId === null ? {} : { 'inf:job-draft': { href: `${self}/draft` } }),
    ...(hasDraft ? { 'inf:job-draft-diff': { href: `${self}/draft/diff` } } : {}),
  };
}
