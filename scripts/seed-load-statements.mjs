// The statements behind seed-load.mjs: who there is, and one batch of jobs with all that belongs to them.

export const TEAMS = 25;
/** load-wide is in so many of them; each reaches 4 % of the jobs. */
const TEAMS_OF_WIDE = 5;
const TAGS = 40;

const USERS = `
  WITH people AS (
    SELECT 'load-user-' || lpad(i::text, 4, '0') AS id, 'Load User ' || i AS name, false AS superuser
    FROM generate_series(1, $1::int) i
    UNION ALL VALUES ('load-small', 'Small Load User', false), ('load-wide', 'Wide Load User', false),
                     ('load-root', 'Superuser of the Load', true)
  ), named AS (
    INSERT INTO principals (id, kind, bare_name, name) SELECT id, 'user', id, name FROM people
  )
  INSERT INTO users (id, superuser, permissions)
  SELECT id, superuser, '{permission.jobs.create,permission.datasets.create}' FROM people`;

const PRINCIPALS_OF_TEAMS = `
  INSERT INTO principals (id, kind, bare_name, name)
  SELECT 'team:load-' || lpad(i::text, 2, '0'), 'team', 'load-' || lpad(i::text, 2, '0'), 'Load Team ' || i
  FROM generate_series(0, ${TEAMS - 1}) i`;

const TEAM_ROWS = `INSERT INTO teams (id) SELECT id FROM principals WHERE kind = 'team' AND id LIKE 'team:load-__'`;

const MEMBERS = `
  INSERT INTO team_members (team_id, user_id, role)
  SELECT 'team:load-' || lpad((i % ${TEAMS})::text, 2, '0'), 'load-user-' || lpad(i::text, 4, '0'),
         (ARRAY['member', 'memberPlus', 'publisher', 'admin'])[1 + i % 4]
  FROM generate_series(1, $1::int) i
  UNION ALL
  SELECT 'team:load-' || lpad((i * 5)::text, 2, '0'), 'load-wide', (ARRAY['member', 'memberPlus', 'publisher', 'admin'])[1 + i % 4]
  FROM generate_series(0, ${TEAMS_OF_WIDE - 1}) i`;

/** A project for the jobs that each team reaches, with the same members, and one for the jobs of load-small. */
const PROJECT_ID = (name) => `md5('project ' || ${name})::uuid`;
const WORKFLOW_ID = (name) => `md5('workflow ' || ${name} || ' ' || $1::int)::uuid`;

const PROJECT_ROWS = `
  WITH named AS (
    SELECT 'load-' || lpad(i::text, 2, '0') AS name FROM generate_series(0, ${TEAMS - 1}) i UNION ALL VALUES ('load-small')
  ), principal AS (
    INSERT INTO principals (id, kind, bare_name, name)
    SELECT 'project:' || ${PROJECT_ID('name')}, 'project', ${PROJECT_ID('name')}::text, name FROM named
  )
  INSERT INTO projects (id, name) SELECT ${PROJECT_ID('name')}, name FROM named`;

const PROJECT_MEMBERS = `
  INSERT INTO project_members (project_id, user_id, role)
  SELECT id, 'load-root', 'owner' FROM projects
  UNION ALL SELECT ${PROJECT_ID(`'load-small'`)}, 'load-small', 'editor'
  UNION ALL SELECT ${PROJECT_ID(`replace(team_id, 'team:', '')`)}, user_id, 'editor' FROM team_members`;

const TAG_ROWS = `
  INSERT INTO tags (id, name, key)
  SELECT gen_random_uuid(), 'Load tag ' || i, 'load tag ' || i FROM generate_series(1, ${TAGS}) i`;

/** Users, teams, tags. `users`: how many people own jobs. @returns {{ text: string, values: unknown[] }[]} */
export function peopleStatements(users) {
  return [
    { text: USERS, values: [users] },
    { text: PRINCIPALS_OF_TEAMS, values: [] },
    { text: TEAM_ROWS, values: [] },
    { text: MEMBERS, values: [users] },
    { text: PROJECT_ROWS, values: [] },
    { text: PROJECT_MEMBERS, values: [] },
    { text: TAG_ROWS, values: [] },
  ];
}

const pick = (items, random) =>
  `(ARRAY[${items.map((item) => `'${item}'`).join(', ')}])[1 + floor(${random} * ${items.length})::int]`;

const RHYTHMS = ['Daily', 'Nightly', 'Weekly', 'Monthly', 'Hourly', 'Ad hoc'];
const SUBJECTS =
  'sales,invoice,inventory,payroll,customer,supplier,shipment,returns,ledger,budget,forecast,churn,usage,billing,tax,energy,fleet,clinic,patient,warehouse,pricing,campaign,newsletter,survey,ticket,contract,asset,project,timesheet,audit,license,backup,certificate,domain,traffic,error,latency,consent,grant,loan'.split(
    ',',
  );
const KINDS = 'report,export,sync,reconciliation,reminder,digest,import,cleanup,refresh,alert,summary,check'.split(',');
const REGIONS =
  'EMEA,Nordics,Iberia,DACH,Benelux,France,Italy,Poland,Türkiye,LATAM,Brazil,México,Canada,US East,US West,APAC,Japan,Korea,India,Australia,Kenya,Nigeria,Egypt,UAE,headquarters'.split(
    ',',
  );

/** Columns drawn at random, by name; `$1..$2` are the first and last number, `$3` is how many jobs there will be, `$4` how many users. */
const DRAWN = `
  SELECT i, floor(random() * ${TEAMS})::int AS team, floor(random() * ${TEAMS - 1})::int AS other_team,
         1 + floor(random() * $4::int)::int AS person, 1 + floor(random() * $4::int)::int AS other_person,
         random() AS r1, random() AS r2, random() AS r3, random() AS r4, random() AS r5, random() AS r6, random() AS r7,
         i % ($3::int / 50) = 7 AND i < $3::int / 50 * 50 AS for_small, i / ($3::int / 50) AS nth_of_small,
         i % ($3::int / 100) = 3 AS of_wide,
         date_trunc('milliseconds', now() - interval '3 years' + interval '3 years' * ((i - random()) / $3::int)) AS created_at,
         ${pick(RHYTHMS, 'random()')} || ' ' || ${pick(SUBJECTS, 'random()')} || ' ' || ${pick(KINDS, 'random()')} || ' '
           || ${pick(REGIONS, 'random() ^ 2')} AS name
  FROM generate_series($1::int, $2::int) i`;

/** As the product makes it: version 7, so that ids grow with time. */
const UUID_V7 = `
  (lpad(to_hex((extract(epoch FROM created_at) * 1000)::bigint), 12, '0') || '7' || substr(md5(r1::text || i), 1, 3) || '8'
   || substr(md5(i || r2::text), 1, 15))::uuid`;

const SHAPED = `
  SELECT ${UUID_V7} AS id, i, name, created_at, person, other_person, team, other_team, r5, r6, r7, for_small, nth_of_small, of_wide,
         trim(BOTH '-' FROM regexp_replace(lower(name), '[^a-z0-9]+', '-', 'g')) || '-' || i AS slug,
         CASE WHEN for_small AND nth_of_small < 30 THEN 'load-small' WHEN of_wide THEN 'load-wide'
              WHEN r1 < 0.6 THEN 'load-user-' || lpad(person::text, 4, '0')
              ELSE 'team:load-' || lpad(team::text, 2, '0') END AS owner_id,
         CASE WHEN r2 < 0.45 THEN 'email' WHEN r2 < 0.75 THEN 'api-call' WHEN r2 < 0.9 THEN 'noop'
              WHEN r2 < 0.98 THEN 'dataset-refresh' ELSE 'snapshot-cleanup' END AS type,
         CASE WHEN r3 < 0.7 THEN 'cron' WHEN r3 < 0.8 THEN 'simple' END AS interval_type,
         CASE WHEN r3 < 0.7 THEN floor(r4 * 60) || ' ' || floor(r5 * 24) || ' * * ' || (ARRAY['*', '1-5', '1', '5'])[1 + floor(r6 * 4)::int]
              WHEN r3 < 0.8 THEN 1 + floor(r4 * 48) || ' hours' END AS interval,
         (ARRAY['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Tokyo'])[1 + floor(r6 * 4)::int] AS timezone,
         r4 < 0.75 AS enabled,
         CASE WHEN r2 < 0.45 THEN jsonb_build_object('to', jsonb_build_array('team' || team || '@example.com'), 'subject', name, 'text', 'See attachment.')
              WHEN r2 < 0.75 THEN jsonb_build_object('method', 'GET', 'url', 'https://service' || team || '.example.com/run')
              WHEN r2 < 0.9 THEN '{"sleepMs": 1}'::jsonb ELSE '{}'::jsonb END AS data,
         CASE WHEN for_small THEN 'load-small' WHEN NOT of_wide THEN 'load-' || lpad(team::text, 2, '0') END AS project,
         'For customer ' || floor(r7 * $3::int / 20) || ', kept by load team ' || team AS description
  FROM drawn`;

const GRANTS = `
  SELECT id, owner_id AS principal_id, 'owner' AS source, 5 AS level FROM shaped
  UNION ALL SELECT id, 'team:load-' || lpad(team::text, 2, '0'), 'share', 1 + floor(r5 * 4)::int FROM shaped
            WHERE owner_id LIKE 'load-user-%'
  UNION ALL SELECT id, 'project:' || ${PROJECT_ID('project')}, 'project', 1 FROM placed
  UNION ALL SELECT id, 'team:load-' || lpad(((team + 1 + other_team) % ${TEAMS})::text, 2, '0'), 'share', 1 FROM shaped WHERE r6 < 0.1
  UNION ALL SELECT id, 'load-user-' || lpad(other_person::text, 4, '0'), 'share', 2 FROM shaped WHERE r6 > 0.95
  UNION ALL SELECT id, 'load-small', 'share', 2 FROM shaped WHERE for_small AND nth_of_small >= 30`;

/** A batch of jobs in one statement: `$1..$2` numbers, `$3` how many there will be, `$4` users. Due an hour from now at the earliest. */
export const BATCH = `
  WITH drawn AS MATERIALIZED (${DRAWN}), shaped AS MATERIALIZED (${SHAPED}), tag AS (SELECT id, row_number() OVER (ORDER BY key) AS n FROM tags),
  placed AS MATERIALIZED (
    SELECT DISTINCT ON (project, name) id, project, ${WORKFLOW_ID('project')} AS workflow_id
    FROM shaped WHERE project IS NOT NULL ORDER BY project, name, i
  ), workflow AS (
    INSERT INTO workflows (id, project_id, name)
    SELECT DISTINCT workflow_id, ${PROJECT_ID('project')}, 'From ' || $1::int FROM placed
  ), job AS (
    INSERT INTO jobs (id, type, name, slug, description, owner_id, interval, interval_type, timezone, enabled, data, workflow_id,
                      created_at, updated_at)
    SELECT s.id, type, name, slug, description, owner_id, interval, interval_type, timezone, enabled, data, p.workflow_id,
           created_at, created_at + (now() - created_at) * r7
    FROM shaped s LEFT JOIN placed p ON p.id = s.id
  ), schedule AS (
    INSERT INTO job_schedules (job_id, due_at, type, interval_type, interval, timezone, anchor)
    SELECT id, CASE WHEN enabled AND interval_type IS NOT NULL
                    THEN date_trunc('minute', now() + interval '1 hour' + interval '30 days' * r7 ^ 3) END,
           type, interval_type, interval, timezone, created_at
    FROM shaped
  ), outcome AS (
    INSERT INTO job_outcomes (job_id, last_run_at, last_status, failures_in_a_row)
    SELECT id, now() - interval '30 days' * r5, CASE WHEN r6 < 0.85 THEN 'succeeded' WHEN r6 < 0.97 THEN 'failed' ELSE 'timed_out' END,
           CASE WHEN r6 < 0.85 THEN 0 ELSE 1 END
    FROM shaped WHERE r7 < 0.8
  ), tagged AS (
    INSERT INTO job_tags (job_id, tag_id)
    SELECT DISTINCT s.id, tag.id
    FROM shaped s CROSS JOIN LATERAL (VALUES (r5 ^ 2), (r6 ^ 2), (r7)) AS drawn_tag (r) JOIN tag ON tag.n = 1 + floor(drawn_tag.r * ${TAGS})::int
    WHERE s.i % 2 = 0
  ), favorite AS (
    INSERT INTO favorites (user_id, job_id)
    SELECT 'load-wide', id FROM shaped WHERE of_wide
    UNION ALL SELECT 'load-small', id FROM shaped WHERE for_small AND nth_of_small % 5 = 0
  )
  INSERT INTO job_grants (job_id, principal_id, source, level, name, created_at)
  SELECT g.id, g.principal_id, g.source, g.level, s.name, s.created_at FROM (${GRANTS}) g JOIN shaped s USING (id)
  ON CONFLICT DO NOTHING`;
