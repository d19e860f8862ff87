import { describe, expect, it } from 'vitest';
import { BodyError } from './body-error.js';
import { compileJob } from './compile.js';

/** The code without its layout. */
const code = (body: string): string => compileJob(body).code.replaceAll(/\s+/g, ' ').trim();

const problem = (body: string): string => {
  try {
    compileJob(body);
  } catch (error) {
    expect(error).toBeInstanceOf(BodyError);
    return (error as BodyError).message;
  }
  throw new Error('it compiles');
};

describe('operations', () => {
  it('become a list, in their order, behind what is declared', () => {
    expect(code('const a = 1;\nget(a);\nfunction b() {}\nfn(b);')).toBe(
      'const a = 1; function b() {} export default $watch([ get(a), fn(b), ]);',
    );
  });

  it('are calls at the top level, also with commas between and without semicolons', () => {
    expect(code('fn(a), fn(b)\nfn(c)')).toBe('export default $watch([ fn(a), fn(b), fn(c), ]);');
    expect(compileJob('http.get(a); beta.each(b, c)').operations).toEqual([
      { name: 'http.get', line: 1, column: 1 },
      { name: 'beta.each', line: 1, column: 14 },
    ]);
  });

  it('are not calls of globals, nor of methods of what the body declares', () => {
    expect(code('console.log(1); const l = []; l.push(2); setTimeout(f)')).toBe(
      'console.log(1); const l = []; l.push(2); setTimeout(f) export default $watch([]);',
    );
  });

  it('may be made by the body itself', () => {
    expect(code('const op = x => s => s; op(1)')).toBe('const op = x => s => s; export default $watch([ op(1), ]);');
  });

  it('may be exported as a list by the body itself, and then stand nowhere else', () => {
    expect(code('export default [s => s];')).toBe('export default $watch([s => s]);');
    expect(problem('export default [];\nget("/a")')).toMatch(/^line 2, column 1: operations can not stand beside/);
  });

  it('are at most 500', () => {
    expect(compileJob('f();'.repeat(500)).operations).toHaveLength(500);
    expect(problem('f();'.repeat(501))).toBe('line 1, column 2001: a job has at most 500 operations');
  });

  it('are none in an empty body, or one of comments', () => {
    for (const body of ['', '// nothing', '/* a */\n']) expect(compileJob(body).operations).toEqual([]);
  });
});

describe('names', () => {
  it.each([
    ['fn(state => state)', ['fn']],
    ['const fn = a => a; fn(x => y)', ['y']],
    ['fn(({ a, b: [c = d], ...e }) => { a; c; e; f })', ['d', 'f', 'fn']],
    ['fn(s => { if (s) { let x; var y; } x; y; })', ['fn', 'x']],
    [
      'fn(s => { try {} catch (e) { e } for (const i of j) { i } class K { l = m; n() {} } k: for (;;) break k; })',
      ['fn', 'j', 'm'],
    ],
    [
      'fn({ key: value, short, [computed]: s.member, method() { return arguments } })',
      ['computed', 'fn', 's', 'short', 'value'],
    ],
    ['import { fn, a as b } from "x"; fn(a, b)', ['a']],
    ['fn(new Date(), JSON, console, Buffer, state, undefined)', ['fn']],
    ['fn(function named() { return named })', ['fn']],
    ['export const a = 1; fn(a)', ['fn']],
  ])('that %s needs from an adaptor are %j', (body, expected) => {
    expect(compileJob(body).importable).toEqual(expected);
  });

  it('of modules that the body imports are told with their places', () => {
    const { imports } = compileJob('import { fn } from "@openfn/language-common";\nexport * from "y";');
    expect(imports.map(({ specifier, position }) => [specifier, position.line])).toEqual([
      ['@openfn/language-common', 1],
      ['y', 2],
    ]);
  });

  it('of our own give way to those of the body', () => {
    const { watch, defer } = compileJob('const $watch = 1, $defer = 2; fn($watch)');
    expect([watch, defer]).toEqual(['$$watch', '$$defer']);
  });
});

describe('lazy state', () => {
  it.each([
    ['get($.data.url)', 'get(($) => ($.data.url))'],
    ['get(`/p/${$.id}`, { a: $.x, b: $.y })', 'get(($) => (`/p/${$.id}`), ($) => ({ a: $.x, b: $.y }))'],
    [
      'each($.items, post(`/${$.data.id}`, $.data))',
      'each(($) => ($.items), post(($) => (`/${$.data.id}`), ($) => ($.data)))',
    ],
    ['create({ a: String($.a), b: _.get($, "b") })', 'create(($) => ({ a: String($.a), b: _.get($, "b") }))'],
    ['post("/a", $.list.map(i => ({ ...i, s: $.s })))', 'post("/a", ($) => ($.list.map(i => ({ ...i, s: $.s }))))'],
    ['fn(s => get($.url)(s))', 'fn(s => get(($) => ($.url))(s))'],
    ['http.get($.url)', 'http.get(($) => ($.url))'],
    ['create({ id: $.uuid() })', 'create(($) => ({ id: $.uuid() }))'],
    ['fn($ => $.data)', 'fn($ => $.data)'],
    ['each("$.data[*]", fn(s => s))', 'each("$.data[*]", fn(s => s))'],
  ])('in %s becomes a function of the argument', (body, expected) => {
    expect(code(body)).toBe(`export default $watch([ ${expected}, ]);`);
  });

  it('inside the value of a helper that the body declares reaches the operation around it', () => {
    expect(code('const up = t => t; create({ a: up($.a) })')).toContain('create(($) => ({ a: up($.a) }))');
  });

  it.each([
    ['const url = $.data.url;\nget(url);', 'line 1, column 13: `$` can only be used in the arguments'],
    ['get(() => $.data.url)', 'line 1, column 11: `$` can not be used inside a function'],
    ['fn(state => {\n  return $.x;\n})', 'line 2, column 10: `$` can not be used inside a function'],
    ['$.data.x = fn()', 'line 1, column 1: `$` only reads'],
    ['fn(s => { $.data.x++ })', 'line 1, column 11: `$` only reads'],
    ['get(...$.all)', 'line 1, column 8: `$` can not be spread'],
  ])('is refused in %s', (body, expected) => {
    expect(problem(body)).toContain(expected);
  });
});

describe('promises', () => {
  it('on operations become operations', () => {
    expect(code('get("/a").then(f).catch(g,).finally(h)')).toBe(
      'export default $watch([ $defer($defer($defer(get("/a"), ($p) => $p.then(f)), undefined, (($f) => $f)(g,)), ($p) => $p.finally(h)), ]);',
    );
    expect(code('each($.a, post($.data).then(f))')).toContain('$defer(post(($) => ($.data)), ($p) => $p.then(f))');
  });

  it('inside functions, and of calls that are no operations, stay what they are', () => {
    for (const body of [
      'fn(s => get("/a")(s).then(f))',
      'fn(async s => { await load().then(f); })',
      'Promise.resolve(1).then(f)',
    ])
      expect(compileJob(body).code).not.toContain('$defer');
  });

  it('need a callback to catch', () => {
    expect(problem('get("/a")\n  .catch()')).toBe('line 2, column 4: catch() takes one callback: (error, state) => …');
  });

  it('are not awaited at the top level', () => {
    expect(problem('\nawait get("/a")')).toMatch(/^line 2, column 1: an operation is not awaited/);
  });
});

describe('errors in the syntax', () => {
  it.each([
    ['fn(state => {\n  return state;\n', 'line 3, column 1: Unexpected token'],
    ['fn(state => {\n  const = 1;\n})', 'line 2, column 9: Unexpected token'],
    ['fn(s => s', 'line 1, column 10: Unexpected token'],
    ['let a = 1;\nlet a = 2;', "line 2, column 5: Identifier 'a' has already been declared"],
  ])('in %j have their place', (body, expected) => {
    expect(problem(body)).toBe(expected);
  });

  it.each([
    '('.repeat(30_000),
    '['.repeat(30_000),
    'a=>'.repeat(20_000),
    '{'.repeat(2_000) + '}'.repeat(2_000),
    'f()' + '.then(a)'.repeat(8_000),
  ])('that would overflow the stack are refused: %.10s…', (body) => {
    expect(problem(body)).toMatch(/stack|nested too deeply/);
  });
});

describe('places', () => {
  it('in the compiled code lead back to the body', () => {
    const body = '// a comment\nconst x = 1;\n\nget($.url).then(s => boom(s));\nfn(s => crash(s));\n';
    const compiled = compileJob(body);
    const lines = compiled.code.split('\n');
    const placeOf = (text: string) => {
      const line = lines.findIndex((one) => one.includes(text));
      return compiled.positionOf({ line: line + 1, column: lines[line]!.indexOf(text) + 1 });
    };
    expect(placeOf('boom')).toEqual({ line: 4, column: 22 });
    expect(placeOf('crash')).toEqual({ line: 5, column: 9 });
    expect(placeOf('x = 1')).toEqual({ line: 2, column: 7 });
    expect(compiled.positionOf({ line: 999, column: 1 })).toBeUndefined();
  });
});
