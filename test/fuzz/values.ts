import fc from 'fast-check';
import { resolved } from './openapi.js';
import type { ApiDocument, Schema } from './openapi.js';

type Values = fc.Arbitrary<unknown>;

/** What people and programs send that nobody expected. */
const ODD_TEXTS = [
  '',
  ' ',
  '\t\n',
  'null',
  'undefined',
  'NaN',
  '-0',
  '1e309',
  '99999999999999999999',
  '\u0000',
  '%00',
  '%',
  '..',
  '../..',
  "' OR 1=1 --",
  '${x}',
  '{{x}}',
  '<b>',
  '\u202e',
  '\ud800',
  'é'.normalize('NFD'),
  '🦆'.repeat(40),
  'x'.repeat(300),
  'a:b:c',
  'team:',
  ':',
  '__proto__',
  'constructor',
  '+275760-09-13T00:00:00Z',
  '0000-01-01',
  '2026-02-30T00:00:00Z',
  '2026-03-29T02:30:00',
  '294276-12-31T23:59:59Z',
  '-000001-01-01T00:00:00Z',
];
const ODD_VALUES = [
  null,
  true,
  false,
  0,
  -1,
  1e21,
  2 ** 53,
  2 ** 31,
  0.1,
  [],
  {},
  [null],
  [[[]]],
  { a: { b: {} } },
  '',
  ...ODD_TEXTS,
];
/** Words that routes understand, so that requests get further than to the first check. */
const TELLING = [
  'noop',
  'email',
  'api-call',
  'dataset-refresh',
  'snapshot-cleanup',
  'openfn',
  '* * * * *',
  '0 9 * * MON',
  '15 minutes',
  'P1D',
  'PT1H',
  'Europe/Berlin',
  'UTC',
  'alice',
  'bob',
  'root',
  'team:ops',
  'cron',
  'simple',
  'once',
  '-createdAt',
  'name',
  'sales',
  'default',
  'hello world',
  'https://example.com/x',
];
const DEEPEST = 4;

const text: Values = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...TELLING) },
  { weight: 2, arbitrary: fc.string({ maxLength: 20 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.constantFrom(...ODD_TEXTS) },
);
const instant = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());
const odd: Values = fc.oneof(fc.constantFrom(...ODD_VALUES), fc.jsonValue({ maxDepth: 2 }));

/** Values of a schema, most of them valid; `odd` ones come up anywhere. */
export class ValueMaker {
  private readonly made = new Map<string, Values>();

  constructor(private readonly document: ApiDocument) {}

  of(schema: Schema | undefined, depth = 0): Values {
    if (!schema) return odd;
    const key = `${depth} ${JSON.stringify(schema)}`;
    let values = this.made.get(key);
    if (!values) this.made.set(key, (values = this.make(resolved(this.document, schema), depth)));
    return values;
  }

  private make(schema: Schema, depth: number): Values {
    const known = this.known(schema, depth);
    const examples = [schema.example, schema.default].filter((value) => value !== undefined);
    return fc.oneof(
      { weight: 16, arbitrary: known },
      { weight: examples.length > 0 ? 8 : 0, arbitrary: fc.constantFrom(...examples, null) },
      { weight: depth === 0 ? 0 : 1, arbitrary: odd },
    );
  }

  private known(schema: Schema, depth: number): Values {
    if (schema.enum) return fc.constantFrom(...schema.enum);
    const choices = schema.oneOf ?? schema.anyOf;
    if (choices) return fc.oneof(...choices.map((choice) => this.of(choice, depth)));
    if (schema.allOf) return this.merged(schema.allOf, depth);
    const types = [schema.type ?? (schema.properties ? 'object' : 'any')].flat();
    return fc.oneof(...types.map((type) => this.ofType(type, schema, depth)));
  }

  private merged(parts: Schema[], depth: number): Values {
    const schemas = parts.map((part) => resolved(this.document, part));
    const properties = Object.assign({}, ...schemas.map((part) => part.properties)) as Record<string, Schema>;
    const required = schemas.flatMap((part) => part.required ?? []);
    const plain = schemas.find((part) => part.properties === undefined);
    return plain ? this.known(plain, depth) : this.object({ properties, required }, depth);
  }

  private ofType(type: string, schema: Schema, depth: number): Values {
    if (type === 'null') return fc.constant(null);
    if (type === 'boolean') return fc.boolean();
    if (type === 'integer' || type === 'number') return numbers(schema, type);
    if (type === 'string') return texts(schema);
    if (type === 'array')
      return depth > DEEPEST
        ? fc.constant([])
        : fc.array(this.of(schema.items, depth + 1), {
            minLength: schema.minItems,
            maxLength: Math.max(3, schema.minItems ?? 0),
          });
    if (type === 'object') return this.object(schema, depth);
    return odd;
  }

  private object({ properties = {}, required = [], additionalProperties }: Schema, depth: number): Values {
    if (depth > DEEPEST) return fc.constant({});
    const fields = Object.fromEntries(
      Object.entries(properties).map(([name, schema]) => [name, this.of(schema, depth + 1)]),
    );
    const wanted = required.filter((name) => name in fields);
    const known = fc.record(fields, { requiredKeys: wanted }) as fc.Arbitrary<Record<string, unknown>>;
    const more = typeof additionalProperties === 'object' ? this.of(additionalProperties, depth + 1) : odd;
    const isOpen = additionalProperties !== undefined && additionalProperties !== false;
    const extra = fc.dictionary(text as fc.Arbitrary<string>, more, { maxKeys: isOpen ? 3 : 1 });
    return fc
      .tuple(known, extra, fc.nat(isOpen ? 1 : 15))
      .map(([value, others, chance]) => (chance === 0 ? { ...value, ...others } : value));
  }
}

function numbers({ minimum = -5, maximum = 1_000_000 }: Schema, type: string): Values {
  const [min, max] = [Math.ceil(minimum), Math.min(maximum, 1_000_000)];
  const whole = fc.integer({ min, max: Math.max(min, max) });
  const edges = fc.constantFrom(minimum, maximum, minimum - 1, maximum + 1, 2 ** 53, -1);
  return fc.oneof(
    { weight: 6, arbitrary: whole },
    { weight: 1, arbitrary: edges },
    {
      weight: type === 'number' ? 3 : 0,
      arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }),
    },
  );
}

function texts({ format, minLength = 0, maxLength }: Schema): Values {
  const formats: Record<string, Values> = {
    uuid: fc.uuid(),
    'date-time': instant,
    email: fc.constantFrom('bob@example.com', 'Bob <bob@example.com>'),
    uri: fc.constantFrom('https://example.com/x', 'http://127.0.0.1:1/', 'http://nowhere.invalid/'),
  };
  const fitting = (text as fc.Arbitrary<string>).map((value) =>
    value.padEnd(minLength, 'x').slice(0, maxLength ?? value.length + minLength),
  );
  return fc.oneof({ weight: 4, arbitrary: formats[format ?? ''] ?? fitting }, { weight: 1, arbitrary: text });
}
