import type { Body } from './bodies.js';

type Case = [name: string, body: Body, state: Record<string, unknown>];

const people = {
  list: [
    { id: 'a', name: 'Ada', born: 1815, tags: ['x', 'y'] },
    { id: 'b', name: 'Alan', born: 1912, tags: [] },
  ],
};

const job = (name: string, body: string, state: Record<string, unknown>, more: Partial<Body> = {}): Case => [
  name,
  { body, input: people, ...more },
  state,
];

/** Job code of the kinds that OpenFn's documentation and adaptors describe, and the state that each ends with. */
export const COMMON_BODIES: Case[] = [
  job('returns its state', 'fn(state => state);', { data: people }),
  job('is empty', '', { data: people }),
  job('is only comments', '// to do\n/* later */', { data: people }),
  job('changes data and keeps the rest', 'fn(state => ({ ...state, count: state.data.list.length }))', {
    count: 2,
    data: people,
  }),
  job(
    'declares a mapping before its operations',
    "const sites = { a: 'North', b: 'South' };\nfn(state => {\n  state.sites = state.data.list.map(({ id }) => sites[id]);\n  return state;\n});",
    { sites: ['North', 'South'] },
  ),
  job(
    'calls a function that is declared below',
    'fn(state => ({ ...state, names: names(state) }));\n\nfunction names({ data }) {\n  return data.list.map(p => p.name);\n}',
    { names: ['Ada', 'Alan'] },
  ),
  job('separates its operations by commas', 'fn(s => ({ ...s, a: 1 })),\n  fn(s => ({ ...s, b: s.a + 1 }));', {
    a: 1,
    b: 2,
  }),
  job('uses alterState', 'alterState(state => { state.old = true; return state; });', { old: true }),
  job(
    'awaits in an async function',
    'fn(async state => {\n  const value = await new Promise(resolve => setTimeout(() => resolve(7), 5));\n  return { ...state, value };\n});',
    { value: 7 },
  ),
  job(
    'iterates with a JSON path',
    "each('$.data.list[*]', fn(state => {\n  state.seen = [...(state.seen ?? []), state.data.name];\n  return state;\n}));",
    { seen: ['Ada', 'Alan'] },
  ),
  job(
    'iterates over lazy state, with an index',
    'each($.data.list, fn(state => ({ ...state, at: { ...state.at, [state.index]: state.data.id } })));',
    { at: { 0: 'a', 1: 'b' } },
  ),
  job(
    'collects with dataValue and fields',
    "fn(state => ({ ...state, row: fields(field('who', dataValue('list[0].name')), field('kind', 'person'))})); fn(state => ({ ...state, row: { ...state.row, who: state.row.who(state) } }));",
    { row: { who: 'Ada', kind: 'person' } },
  ),
  job(
    'keeps what an operation makes under a key of its own',
    "as('ids', fn(state => ({ ...state, data: state.data.list.map(p => p.id) })));",
    { ids: ['a', 'b'], data: people },
  ),
  job('reads a value of its source', "fn(state => ({ ...state, first: sourceValue('$.data.list[0].id')(state) }));", {
    first: 'a',
  }),
  job('combines operations', 'combine(fn(s => ({ ...s, a: 1 })), fn(s => ({ ...s, b: 2 })));', { a: 1, b: 2 }),
  job(
    'runs an operation on a condition',
    'fnIf($.data.list.length > 1, fn(s => ({ ...s, many: true })));\nfnIf(state => state.data.list.length > 9, fn(s => ({ ...s, lots: true })));',
    { many: true },
  ),
  job(
    'hooks onto an operation with then',
    'fn(s => ({ ...s, a: 1 })).then(s => ({ ...s, a: s.a + 1 })).then(async s => ({ ...s, a: s.a + 1 }));',
    { a: 3 },
  ),
  job(
    'catches the error of an operation, with the state',
    "fn(() => {\n  throw new Error('no luck');\n}).catch((error, state) => ({ ...state, caught: error.message, list: state.data.list.length }));",
    { caught: 'no luck', list: 2 },
  ),
  job(
    'catches what a then throws',
    "fn(s => s).then(() => { throw new Error('later'); }).catch((error, state) => ({ ...state, caught: error.message }));",
    { caught: 'later' },
  ),
  job(
    'cleans up with finally',
    'const log = [];\nfn(s => s).finally(() => log.push("done"));\nfn(s => ({ ...s, log }));',
    { log: ['done'] },
  ),
  job(
    'hooks onto an operation inside another',
    'each($.data.list, fn(s => ({ ...s, last: s.data.id })).then(s => ({ ...s, ids: [...(s.ids ?? []), s.last] })));',
    { ids: ['a', 'b'] },
  ),
  job('keeps a cursor', "cursor('2026-01-31');\nfn(state => ({ ...state, next: state.cursor }));", {
    next: '2026-01-31',
  }),
  job(
    'keeps a cursor from its state',
    "cursor(state => state.page, { defaultValue: 4, key: 'page', format: n => n + 1 });",
    { page: 5 },
  ),
  job(
    'uses the lodash of the adaptor',
    "fn(state => ({ ...state, byId: _.mapValues(_.keyBy(state.data.list, 'id'), 'born') }));",
    { byId: { a: 1815, b: 1912 } },
  ),
  job(
    'uses the dates of the adaptor',
    "fn(state => ({ ...state, day: dateFns.format(new Date(2026, 0, 5), 'dd/MM/yyyy') }));",
    { day: '05/01/2026' },
  ),
  job(
    'uses the helpers of the adaptor',
    "fn(state => ({ ...state, text: arrayToString(['x', 'y'], '-'), parts: chunk([1, 2, 3], 2), one: toArray(5) }));",
    { text: 'x-y', parts: [[1, 2], [3]], one: [5] },
  ),
  job(
    'parses CSV',
    "parseCsv('id,name\\n1,Ada\\n2,Alan', { chunkSize: 10 }, (state, rows) => ({ ...state, rows: [...(state.rows ?? []), ...rows].map(r => r.name) }));",
    { rows: ['Ada', 'Alan'] },
  ),
  job('groups rows', "group($.data.list, 'name');", { data: { Ada: [people.list[0]], Alan: [people.list[1]] } }),
  job('asserts', "assert($.data.list.length === 2, 'two people');", { data: people }),
  job(
    'imports from its adaptor itself',
    "import { fn as step, dataPath } from '@openfn/language-common';\nstep(state => ({ ...state, path: dataPath('list') }));",
    { path: '$.data.list' },
  ),
  job(
    'imports from another adaptor',
    "import { splitKeys } from '@openfn/language-common';\nfn(s => ({ ...s, split: splitKeys({ a: 1, b: 2 }, ['a']) }));",
    { split: [{ b: 2 }, { a: 1 }] },
    { adaptor: '@openfn/language-http' },
  ),
  job(
    'makes an operation of its own',
    'const tag = (key, value) => state => ({ ...state, [key]: typeof value === "function" ? value(state) : value });\ntag("n", 1);\ntag("m", $.n + 1);',
    { n: 1, m: 2 },
  ),
  job('exports its operations itself', 'export default [s => ({ ...s, own: true }), async s => ({ ...s, two: 2 })];', {
    own: true,
    two: 2,
  }),
  job('invokes an operation inside a function', 'fn(state => fn(s => ({ ...s, inner: true }))(state));', {
    inner: true,
  }),
  job(
    'uses modern syntax',
    'class Point { #x = 1; static of(x) { const p = new Point(); p.#x = x; return p; } get x() { return this.#x; } }\nfn(s => ({ ...s, x: Point.of(3)?.x ?? 0, big: String(2n ** 64n), last: [1, 2].at(-1), label: `n${1_000}` }));',
    { x: 3, big: '18446744073709551616', last: 2, label: 'n1000' },
  ),
  job('validates with a schema', "validate({ type: 'object', required: ['list'] }, state => state.data);", {
    data: people,
  }),
  job('returns nothing from one operation', 'fn(() => {});\nfn(state => ({ ...state, on: true }));', { on: true }),
  job(
    'drops functions and the configuration',
    'fn(state => ({ ...state, f() {}, u: undefined, seen: state.configuration.token.length }));',
    { seen: 6 },
    { configuration: { token: 'secret' } },
  ),
  job(
    'logs',
    "console.log('loaded');\nfn(state => {\n  console.log('state is', state, 2);\n  console.warn('careful');\n  console.error('bad');\n  return state;\n});",
    { data: { n: 1 } },
    { input: { n: 1 } },
  ),
];
