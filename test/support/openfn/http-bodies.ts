import type { Body } from './bodies.js';

type Case = [name: string, body: Body, state: Record<string, unknown>];

const HTTP = '@openfn/language-http@latest';

/** Job code that talks to the echo server under this URL. */
export function httpBodies(url: string): Case[] {
  const configuration = { baseUrl: url, username: 'ana', password: 'open sesame' };
  const http = (name: string, body: string, state: Record<string, unknown>): Case => [
    name,
    { body, adaptor: HTTP, configuration },
    state,
  ];
  return [
    http('gets', "get('/patients');\nfn(({ data }) => ({ ids: data.map(p => p.id) }));", { ids: [1, 2] }),
    http(
      'posts what it got, changed',
      "get('/patients');\nfn(state => ({ ...state, data: state.data.map(p => `${p.first} ${p.last}`) }));\npost('/names', { names: $.data });\nfn(({ data }) => ({ got: data.got }));",
      { got: { names: ['Ada Lovelace', 'Alan Turing'] } },
    ),
    http(
      'posts each of what it got',
      "get('/patients');\neach($.data, post(`/copies/${$.data.id}`, { name: $.data.first, visits: $.data.visits.length }).then(state => ({ ...state, done: [...(state.done ?? []), state.data.got] })));\nfn(({ done }) => ({ done }));",
      {
        done: [
          { name: 'Ada', visits: 2 },
          { name: 'Alan', visits: 0 },
        ],
      },
    ),
    http(
      'sends a query and headers',
      "get('/search', { query: { since: '2026-01-01' }, headers: { 'x-trace': $.run.idempotencyKey ?? 'none' } });\nfn(({ data }) => ({ url: data.url }));",
      { url: '/search?since=2026-01-01' },
    ),
    http(
      'puts, patches and deletes',
      "put('/a', { n: 1 });\npatch('/a', { n: 2 });\ndel('/a');\nfn(({ data, references }) => ({ methods: [...references.slice(-2), data].map(r => r.method) }));",
      { methods: ['PUT', 'PATCH', 'DELETE'] },
    ),
    http(
      'goes on after a failed call',
      "get('/broken').catch((error, state) => ({ ...state, status: error.statusCode }));\nfn(({ status }) => ({ status }));",
      { status: 500 },
    ),
    [
      'uses http of the common adaptor',
      { body: `http.get('${url}/patients');\nfn(({ data }) => ({ count: data.length }));` },
      { count: 2 },
    ],
  ];
}
