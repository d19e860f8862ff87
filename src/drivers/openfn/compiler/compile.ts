import { MagicString } from 'magic-string';
import type { Program } from 'acorn';
import { BodyError, Positions } from './body-error.js';
import type { BodyPosition } from './body-error.js';
import { GLOBALS } from './known-names.js';
import { lazyArguments } from './lazy-state.js';
import { resolveNames } from './names.js';
import { chainBase, nameOf, operationStatements } from './operations.js';
import type { OperationStatement } from './operations.js';
import { deferChain, operationChains } from './promise-chains.js';
import { originalPosition } from './source-positions.js';
import { parseBody } from './syntax.js';

const MAX_OPERATIONS = 500;

/** An operation of a job, in the order in which they run. */
export interface JobOperation extends BodyPosition {
  /** As it is written: `get`, `http.post`. */
  name: string;
}

/** A body as a module that exports its operations as an array by default, but for the imports from the adaptor. */
export interface CompiledJob {
  /** ECMAScript. What it lacks are imports: of `importable` from the adaptor, and of `defer`. */
  code: string;
  /** Names that the body uses and does not declare; those that the adaptor exports are to be imported. */
  importable: string[];
  /** The local name for `defer` of the runtime. */
  defer: string;
  /** A global that the list of operations is handed to, and that returns it. */
  watch: string;
  operations: JobOperation[];
  /** Modules that the body itself imports. */
  imports: { specifier: string; position: BodyPosition }[];
  /** Where the body uses a name that it does not declare. */
  usesOf(name: string): BodyPosition[];
  /** Where a place in `code` (both from 1) comes from; undefined for what the body does not hold. */
  positionOf(generated: BodyPosition): BodyPosition | undefined;
}

/**
 * Turns job code (operations at the top level, `$`, `.then()` on operations) into a module for OpenFn's runtime.
 * @throws BodyError with line and column
 */
export function compileJob(body: string): CompiledJob {
  try {
    return compile(body);
  } catch (error) {
    if (error instanceof RangeError) throw new BodyError({ line: 1, column: 1 }, 'it is nested too deeply to be read');
    throw error;
  }
}

function compile(body: string): CompiledJob {
  // What is moved goes behind the last character, which must be none of what is moved.
  const source = `${body}\n`;
  const positions = new Positions(source);
  const program = parseBody(body);
  const names = resolveNames(program);
  const statements = operationStatements(program, names, positions);
  const calls = statements.flatMap((statement) => statement.calls);
  const tooMany = calls[MAX_OPERATIONS];
  if (tooMany) throw new BodyError(positions.at(tooMany.start), `a job has at most ${MAX_OPERATIONS} operations`);
  const defer = unusedName('$defer', source);
  const watch = unusedName('$watch', source);
  const text = new MagicString(source);
  const input = { positions, names, topLevel: new Set(calls.map(chainBase)) };
  for (const argument of lazyArguments(input)) {
    text.prependRight(argument.start, '($) => (');
    text.appendLeft(argument.end, ')');
  }
  for (const link of operationChains(input)) deferChain(text, link, { positions, defer });
  exportOperations(text, { program, statements, positions, watch, end: source.length });
  const importable = new Set(
    [...names.free].map(({ name }) => name).filter((name) => name !== '$' && !GLOBALS.has(name)),
  );
  return {
    code: text.toString(),
    importable: [...importable].sort(),
    defer,
    watch,
    operations: calls.map((call) => ({ name: nameOf(call, source), ...positions.at(call.start) })),
    imports: importsOf(program, positions),
    usesOf: (name) => [...names.free].filter((one) => one.name === name).map(({ start }) => positions.at(start)),
    positionOf: (generated) => originalPosition(text, generated),
  };
}

interface Exported {
  program: Program;
  statements: OperationStatement[];
  positions: Positions;
  watch: string;
  /** Behind the last character. */
  end: number;
}

/** Moves the operations into an array behind all declarations; the rest stays where it is. */
function exportOperations(text: MagicString, { program, statements, positions, watch, end: behind }: Exported): void {
  const own = program.body.find((node) => node.type === 'ExportDefaultDeclaration');
  const [first] = statements;
  if (own && first)
    throw new BodyError(positions.at(first.start), 'operations can not stand beside an `export default` of your own');
  if (own) {
    text.prependRight(own.declaration.start, `${watch}(`);
    text.appendLeft(own.declaration.end, ')');
    return;
  }
  for (const { start, end, calls } of statements) {
    let rest = start;
    for (const call of calls) {
      if (call.start > rest) text.remove(rest, call.start);
      text.appendLeft(call.end, ',\n');
      text.move(call.start, call.end, behind);
      rest = call.end;
    }
    if (end > rest) text.remove(rest, end);
  }
  const [call] = first?.calls ?? [];
  if (call) text.prependRight(call.start, `export default ${watch}([\n`).append(']);\n');
  else text.append(`export default ${watch}([]);\n`);
}

function importsOf(program: Program, positions: Positions): CompiledJob['imports'] {
  return program.body.flatMap((node) => {
    const from = 'source' in node ? node.source : undefined;
    if (!from || typeof from.value !== 'string') return [];
    return [{ specifier: from.value, position: positions.at(from.start) }];
  });
}

function unusedName(wanted: string, source: string): string {
  return source.includes(wanted) ? unusedName(`$${wanted}`, source) : wanted;
}
