import type { Body } from './bodies.js';

type Case = [name: string, body: Body, message: string | RegExp];

/** Job code that fails, and what is said of it. */
export const FAILING_BODIES: Case[] = [
  [
    'reads of undefined',
    { body: 'const x = 1;\nfn(state => {\n  return state.a.b;\n});' },
    /^Line 3, column 18 \(fn\): TypeError: Cannot read properties of undefined \(reading 'b'\)/,
  ],
  [
    'throws after a while',
    {
      body: "fn(s => s);\n\nfn(async state => {\n  await new Promise(r => setTimeout(r, 2));\n  throw new Error('not today');\n});",
    },
    'Line 5, column 9 (fn): not today',
  ],
  [
    'throws from a then on lazy state',
    { body: "fn(s => s).then(state => { throw new TypeError('odd'); });" },
    'Line 1, column 34 (fn): TypeError: odd',
  ],
  [
    'calls what nobody knows',
    { body: "fn(s => s);\nupsertt('a', $.data);" },
    'Line 2, column 1: ReferenceError: upsertt is not defined',
  ],
  ['throws a text', { body: "fn(() => { throw 'plain'; });" }, 'Line 1, column 1 (fn): plain'],
  ['throws an object', { body: 'fn(() => { throw { code: 7 }; });' }, 'Line 1, column 1 (fn): {"code":7}'],
  [
    'calls something at the top level that is no operation',
    { body: 'fn(s => s);\nconst add = () => 5;\nadd();' },
    /^Line 3, column 1 \(add\): this is no operation/,
  ],
  [
    'reads state too early',
    { body: 'fn(s => s);\nget(state.data.list.length)', adaptor: '@openfn/language-http' },
    /^Line 2, column \d+: TypeError: Cannot read properties of undefined/,
  ],
  [
    'imports what its adaptor has not',
    { body: "import { nope } from '@openfn/language-common';\nfn(s => s);" },
    /SyntaxError: The requested module '@openfn\/language-common' does not provide an export named 'nope'/,
  ],
  [
    'reads process.env',
    { body: 'fn(state => ({ ...state, env: process.env }));' },
    'Line 1, column 31 (fn): ReferenceError: process is not defined',
  ],
  [
    'requires a module',
    { body: "const fs = require('fs');\nfn(s => s);" },
    'Line 1, column 12: ReferenceError: require is not defined',
  ],
  [
    'imports a module later',
    { body: "fn(async () => (await import('fs')).readFileSync('/etc/passwd', 'utf8'));" },
    /^Line 1, column 37 \(fn\): TypeError: A dynamic import callback/,
  ],
  ['evaluates text', { body: "fn(() => eval('1 + 1'));" }, /^Line 1, column 10 \(fn\): EvalError/],
  [
    'calls a relative URL without a base',
    { body: "get('/patients');", adaptor: '@openfn/language-http' },
    /^Line 1, column 1 \(get\): UNEXPECTED_RELATIVE_URL: .* Set the baseUrl/,
  ],
  [
    'fails an assertion',
    { body: "assert($.data.n === 2, 'n is two');", input: { n: 1 } },
    /^Line 1, column 1 \(assert\): n is two/,
  ],
  [
    'has a state that is too large',
    { body: "fn(() => ({ data: 'x'.repeat(11 * 1024 * 1024) }));" },
    'State exceeds the limit of 10mb',
  ],
];
