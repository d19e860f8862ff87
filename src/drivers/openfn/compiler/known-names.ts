/** The globals of ECMAScript and of OpenFn's runtime: never imported from an adaptor. */
export const GLOBALS: ReadonlySet<string> = new Set(
  (
    'AggregateError Array ArrayBuffer Atomics BigInt BigInt64Array BigUint64Array Boolean Buffer DataView Date Error ' +
    'EvalError FinalizationRegistry Float32Array Float64Array Function Infinity Int16Array Int32Array Int8Array Intl ' +
    'Iterator JSON Map Math NaN Number Object Promise Proxy RangeError ReferenceError Reflect RegExp Set ' +
    'SharedArrayBuffer String Symbol SyntaxError TypeError URIError Uint16Array Uint32Array Uint8Array ' +
    'Uint8ClampedArray WeakMap WeakRef WeakSet WebAssembly clearInterval clearTimeout console decodeURI ' +
    'decodeURIComponent encodeURI encodeURIComponent escape eval globalThis isFinite isNaN parseFloat parseInt ' +
    'setInterval setTimeout state undefined unescape'
  ).split(' '),
);

/** Libraries that adaptors hand on: what they return is a value, not an operation. */
export const LIBRARIES: ReadonlySet<string> = new Set(['_', 'dateFns', 'util', 'utils', 'jsonpath', 'cheerio']);

/** Functions of the common adaptor, handed on by most others, that return a value and want values. */
export const VALUE_FUNCTIONS: ReadonlySet<string> = new Set([
  'arrayToString',
  'chunk',
  'composeNextState',
  'humanProper',
  'scrubEmojis',
  'splitKeys',
  'toArray',
]);
