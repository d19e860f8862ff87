/** Which jobs a list shows, beside what the caller can see. */
export interface JobListFilter {
  /** Whose favorites. */
  userId: string;
  /** A tsquery. */
  search?: string;
  type?: string;
  ownerId?: string;
  enabled?: boolean;
  /** How the last run ended. */
  status?: string;
  favorite?: boolean;
  tagId?: string;
}

const FIELDS = ['search', 'type', 'ownerId', 'enabled', 'status', 'favorite', 'tagId'] as const;

/** Conditions as SQL, each beginning with AND. */
export interface FilterSql {
  /** Of `jobs j`, `job_schedules s` and `job_outcomes o`: these need the join. */
  ofJob: string;
  /** Of the id alone. */
  ofId: string;
}

export function isFiltered(filter: JobListFilter): boolean {
  return FIELDS.some((field) => filter[field] !== undefined);
}

/** @param jobId the column with the id, such as `g.job_id` */
export function filterSql(filter: JobListFilter, jobId: string, bind: (value: unknown) => string): FilterSql {
  return { ofJob: joined(jobConditions(filter, bind)), ofId: joined(idConditions(filter, jobId, bind)) };
}

function jobConditions(filter: JobListFilter, bind: (value: unknown) => string): string[] {
  const conditions: string[] = [];
  if (filter.search !== undefined) conditions.push(`j.search @@ ${bind(filter.search)}::tsquery`);
  if (filter.type !== undefined) conditions.push(`j.type = ${bind(filter.type)}`);
  if (filter.ownerId !== undefined) {
    const owner = bind(filter.ownerId);
    // A bare team name means the team: users and teams share one namespace.
    conditions.push(`j.owner_id IN (${owner}, 'team:' || ${owner})`);
  }
  if (filter.enabled !== undefined) conditions.push(`j.enabled = ${bind(filter.enabled)}`);
  if (filter.status !== undefined) conditions.push(`o.last_status = ${bind(filter.status)}`);
  return conditions;
}

function idConditions(filter: JobListFilter, jobId: string, bind: (value: unknown) => string): string[] {
  const conditions: string[] = [];
  if (filter.favorite !== undefined)
    conditions.push(
      `${filter.favorite ? '' : 'NOT '}EXISTS (SELECT FROM favorites f WHERE f.user_id = ${bind(filter.userId)} AND f.job_id = ${jobId})`,
    );
  if (filter.tagId !== undefined)
    conditions.push(
      `EXISTS (SELECT FROM job_tags jt WHERE jt.tag_id = ${bind(filter.tagId)}::uuid AND jt.job_id = ${jobId})`,
    );
  return conditions;
}

function joined(conditions: string[]): string {
  return conditions.map((condition) => `AND ${condition}`).join(' ');
}
