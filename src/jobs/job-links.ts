import { AccessLevel } from '../sharing/access-level.js';
import type { LinkDto } from './job.response.dto.js';
import type { JobDetailRow } from './job-rows.js';

/** What the links of a job depend on. */
type Linked = Pick<JobDetailRow, 'id' | 'editingId' | 'draftId'>;

type Links = Record<string, LinkDto>;

/**
 * Everything that somebody of that level can GET of a job; `driver` is its type, if this installation has the driver.
 * Written one by one: what is spread together of so many properties is a dictionary, slow to make and to write out.
 */
export function jobLinks(job: Linked, level: AccessLevel, driver?: string): Links {
  const self = `/api/jobs/${job.id}`;
  const links: Links = {
    self: { href: self },
    'inf:job-history': { href: `${self}/history` },
    'inf:job-actions': { href: `${self}/actions` },
    'inf:job-datasets': { href: `${self}/datasets` },
    'inf:job-stats': { href: `${self}/stats{?from,to}`, templated: true },
    'inf:job-occurrences': { href: `${self}/occurrences{?from,to,limit,start}`, templated: true },
    'inf:job-schedule': { href: `${self}/schedule{?count}`, templated: true },
    'inf:job-tags': { href: `${self}/tags` },
  };
  if (driver !== undefined) links['inf:job-driver'] = { href: `/api/job-drivers/${driver}` };
  if (job.editingId === null) linkWhatDraftsLack(links, job.id, level);
  if (level >= AccessLevel.Edit) linkWhatEditorsSee(links, job);
  return links;
}

function linkWhatDraftsLack(links: Links, id: string, level: AccessLevel): void {
  const self = `/api/jobs/${id}`;
  links['inf:job-owner'] = { href: `${self}/owner` };
  links['inf:job-access'] = { href: `${self}/access{?principalId}`, templated: true };
  links['inf:job-favorite'] = { href: `${self}/favorite` };
  links['inf:job-runs'] = { href: `/api/runs?jobId=${id}{&status,trigger,from,to,limit,start}`, templated: true };
  if (level >= AccessLevel.Share) links['inf:job-shares'] = { href: `${self}/shares` };
}

/** A job leads to the reader's draft of it, a draft to its original, and both to what committing it would change. */
function linkWhatEditorsSee(links: Links, { id, editingId, draftId }: Linked): void {
  const self = `/api/jobs/${id}`;
  links['inf:job-versions'] = { href: `${self}/versions` };
  links['inf:job-audit'] = { href: `${self}/audit{?limit,start}`, templated: true };
  if (editingId !== null) links['inf:job-original'] = { href: `/api/jobs/${editingId}` };
  if (draftId !== null) links['inf:job-draft'] = { href: `${self}/draft` };
  if (editingId !== null || draftId !== null) links['inf:job-draft-diff'] = { href: `${self}/draft/diff` };
}
