/** A request body that Swagger UI offers: `summary` in its list, `value` in its editor. */
export interface BodyExample {
  summary: string;
  value: unknown;
}

const JOB = {
  name: 'Daily Sales Report',
  type: 'email',
  enabled: true,
  interval: '0 9 * * *',
  timezone: 'America/Los_Angeles',
  datasets: { sales: 'sales-2024' },
  data: {
    to: ['ana@example.com'],
    subject: '{{job.name}}: {{datasets.sales.rowCount}} rows',
    text: 'The figures are attached.',
    attachments: [{ dataset: 'sales', format: 'csv' }],
  },
};

const ROWS = [
  { region: 'North', amount: 1200 },
  { region: 'South', amount: 800 },
];

const PROJECT_FILE = `version: 1
project:
  name: nightly-reports
  description: What the warehouse tells at night
workflows:
  Nightly:
    jobs:
      Count rows:
        type: noop
        interval: 0 2 * * *
        timezone: UTC
`;

/** The placeholder of an id that only an answer can tell. */
const SOME_UUID = '0199e3c1-5f4e-7d1b-9c55-0d8c6c1a2b3f';

/**
 * The bodies of requests, by operation. Whoever is logged in as `admin` and sends them in this order gets only successes
 * (a test does): each is about what those above it made.
 */
export const BODY_EXAMPLES: Record<string, BodyExample[]> = {
  'POST /api/auth/login': [
    {
      summary: 'The first superuser; the first start prints the password',
      value: { username: 'admin', password: 'correct horse battery staple' },
    },
  ],
  'POST /api/tokens': [{ summary: 'A token for a program', value: { name: 'nightly export' } }],
  'POST /api/users': [
    {
      summary: 'Somebody who may make jobs and datasets',
      value: {
        id: 'alice',
        name: 'Alice Example',
        email: 'alice@example.com',
        timezone: 'Europe/Berlin',
        permissions: ['permission.jobs.create', 'permission.datasets.create'],
        password: 'a password to be changed',
      },
    },
  ],
  'PUT /api/users/{id}': [{ summary: 'Another time zone', value: { timezone: 'America/New_York' } }],
  'POST /api/teams': [{ summary: 'A team', value: { id: 'analytics', name: 'Analytics' } }],
  'PUT /api/teams/{id}': [{ summary: 'What it is for', value: { description: 'Figures for everybody' } }],
  'PUT /api/teams/{id}/members/{userId}': [
    { summary: 'May run and change what the team owns', value: { role: 'publisher' } },
  ],
  'POST /api/datasets': [
    {
      summary: 'Rows that stand in the request',
      value: { id: 'sales-2024', name: 'Sales 2024', source: { kind: 'inline', rows: ROWS } },
    },
  ],
  'PUT /api/datasets/{id}': [
    { summary: 'Other rows', value: { source: { kind: 'inline', rows: [...ROWS, { region: 'West', amount: 950 }] } } },
  ],
  'PUT /api/datasets/{id}/shares/{principalId}': [{ summary: 'May read it', value: { accessLevel: 1 } }],
  'POST /api/jobs': [
    { summary: 'Mails the rows of a dataset every morning', value: JOB },
    {
      summary: 'Calls an address every hour',
      value: {
        name: 'Ping',
        type: 'api-call',
        interval: '0 * * * *',
        data: { method: 'GET', url: 'https://example.com/' },
      },
    },
    { summary: 'Does nothing, every two minutes', value: { name: 'Idle', type: 'noop', interval: '*/2 * * * *' } },
  ],
  'PUT /api/jobs/{id}': [
    {
      summary: 'Another schedule',
      value: { interval: '30 7 * * 1-5', timezone: 'Europe/Berlin' },
    },
    { summary: 'Switch it off', value: { enabled: false } },
  ],
  'PATCH /api/jobs/{id}': [{ summary: 'A note for people', value: { notes: 'Ask Ana before changing it.' } }],
  'POST /api/jobs/{id}': [
    { summary: 'Run it now', value: {} },
    { summary: 'Run it now, with parameters', value: { parameters: { region: 'North' } } },
  ],
  'POST /api/jobs/{id}/_backfill': [
    {
      summary: 'What it would have done in three days',
      value: { from: '2026-01-01T00:00:00Z', to: '2026-01-03T23:59:59Z' },
    },
  ],
  'POST /api/jobs/{id}/_pause': [{ summary: 'Starts nothing for now', value: { reason: 'The warehouse moves.' } }],
  'POST /api/jobs/{id}/datasets': [
    { summary: 'Another name for a dataset', value: { alias: 'before', datasetId: 'sales-2024' } },
  ],
  'PUT /api/jobs/{id}/datasets/{alias}': [
    {
      summary: 'Freeze the dataset before each run',
      value: {
        datasetId: 'sales-2024',
        snapshots: { when: 'before', snapshotDatasets: [{ datasetId: 'sales-2024' }] },
      },
    },
  ],
  'POST /api/jobs/{id}/actions': [
    {
      summary: 'A mail when it has failed three times in a row',
      value: {
        type: 'email',
        name: 'Alert',
        condition: 'onFailure',
        afterFailures: 3,
        data: {
          to: ['oncall@example.com'],
          subject: '{{job.name}} fails',
          text: '{{run.failuresInARow}} times in a row. {{run.error}}',
        },
      },
    },
  ],
  'PUT /api/jobs/{id}/actions/{actionId}': [{ summary: 'At the first failure', value: { afterFailures: 1 } }],
  'POST /api/jobs/{id}/actions/{actionId}/attachments': [
    {
      summary: 'The rows of a dataset, as a spreadsheet',
      value: { type: 'dataset', data: { dataset: 'sales', format: 'xlsx' } },
    },
    { summary: 'A file that is uploaded next', value: { type: 'file', name: 'terms.pdf' } },
  ],
  'PUT /api/jobs/{id}/actions/{actionId}/attachments/{attachmentId}': [
    { summary: 'Another format', value: { data: { dataset: 'sales', format: 'csv' } } },
  ],
  'PUT /api/jobs/{id}/shares/{principalId}': [{ summary: 'May run it', value: { accessLevel: 2 } }],
  'POST /api/tags': [{ summary: 'A tag', value: { name: 'month-end' } }],
  'POST /api/schedules/preview': [
    {
      summary: 'Working days at nine',
      value: { interval: '0 9 * * 1-5', timezone: 'America/Los_Angeles', count: 5 },
    },
    { summary: 'Every six hours', value: { intervalType: 'simple', interval: '6 hours', timezone: 'UTC', count: 5 } },
  ],
  'POST /api/projects': [
    { summary: 'A project', value: { name: 'sales-reports', description: 'What sales looks at', concurrency: 5 } },
  ],
  'PUT /api/projects/{id}': [{ summary: 'Another limit', value: { concurrency: 10 } }],
  'PATCH /api/projects/{id}': [{ summary: 'No limit', value: { concurrency: null } }],
  'PUT /api/projects/{id}/members/{userId}': [{ summary: 'May change its jobs', value: { role: 'editor' } }],
  'POST /api/workflows': [
    { summary: 'A workflow of a project', value: { name: 'Nightly', projectId: SOME_UUID, concurrency: 2 } },
  ],
  'PUT /api/workflows/{id}': [{ summary: 'Another name', value: { name: 'Nightly reports' } }],
  'PATCH /api/workflows/{id}': [{ summary: 'One run at a time', value: { concurrency: 1 } }],
  'POST /api/projects/_import': [{ summary: 'A project with a job', value: PROJECT_FILE }],
  'POST /api/operations/_pause': [{ summary: 'Nothing starts for now', value: { reason: 'The database moves.' } }],
  'PUT /api/jobs/{id}/owner': [{ summary: 'To the team', value: { ownerId: 'team:analytics' } }],
  'POST /api/auth/password': [
    {
      summary: 'A new password, by the one before',
      value: {
        currentPassword: 'correct horse battery staple',
        newPassword: 'a longer one that is easier to remember',
      },
    },
  ],
};

/** What Swagger UI puts into the fields of paths: whoever has sent the examples above finds something there. */
export const PATH_EXAMPLES: [path: RegExp, name: string, example: string | number][] = [
  [/^\/api\/jobs/, 'id', 'admin:daily-sales-report'],
  [/^\/api\/datasets/, 'id', 'sales-2024'],
  [/^\/api\/users/, 'id', 'alice'],
  [/^\/api\/teams/, 'id', 'team:analytics'],
  [/^\/api\/job-drivers/, 'type', 'email'],
  [/./, 'userId', 'alice'],
  [/./, 'principalId', 'alice'],
  [/./, 'alias', 'sales'],
  [/./, 'version', 1],
];
