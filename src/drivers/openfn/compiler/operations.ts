import type { AnyNode, CallExpression, Identifier, MemberExpression, Program } from 'acorn';
import { BodyError } from './body-error.js';
import type { Positions } from './body-error.js';
import { GLOBALS, LIBRARIES, VALUE_FUNCTIONS } from './known-names.js';
import type { Names } from './names.js';

/** A statement at the top level whose calls are operations: `get('/a');`, or several with commas between. */
export interface OperationStatement {
  start: number;
  end: number;
  calls: CallExpression[];
}

const PROMISE_METHODS = new Set(['then', 'catch', 'finally']);

/**
 * The statements of a body that are operations. What else stands at the top level (declarations, calls of globals such as
 * `console.log()`, of methods of the body's own variables) runs once, before the first operation.
 * @throws BodyError for an operation that is awaited: it would never run
 */
export function operationStatements(program: Program, names: Names, positions: Positions): OperationStatement[] {
  return program.body.flatMap((statement) => {
    if (statement.type !== 'ExpressionStatement') return [];
    const { expression, start, end } = statement;
    if (expression.type === 'AwaitExpression' && isOperationAtTop(expression.argument, names))
      throw new BodyError(positions.at(start), 'an operation is not awaited: leave `await` out');
    const parts = expression.type === 'SequenceExpression' ? expression.expressions : [expression];
    const calls = parts.filter((part): part is CallExpression => isOperationAtTop(part, names));
    return calls.length === parts.length ? [{ start, end, calls }] : [];
  });
}

function isOperationAtTop(node: AnyNode, names: Names): boolean {
  if (node.type !== 'CallExpression') return false;
  const { callee } = chainBase(node);
  if (callee.type === 'Identifier') return !names.free.has(callee) || !GLOBALS.has(callee.name);
  return isOperationCallee(callee, names);
}

/** Whether a call that stands inside another expression makes an operation. */
export function isOperationCall(call: CallExpression, names: Names): boolean {
  return isOperationCallee(call.callee, names);
}

function isOperationCallee(callee: AnyNode, names: Names): boolean {
  if (callee.type === 'Identifier')
    return isOfAdaptor(callee, names) && !GLOBALS.has(callee.name) && !VALUE_FUNCTIONS.has(callee.name);
  const root = callee.type === 'MemberExpression' ? rootOf(callee) : undefined;
  if (!root || root.name === '$') return false;
  return isOfAdaptor(root, names) && !GLOBALS.has(root.name) && !LIBRARIES.has(root.name);
}

/** Declared nowhere in the body, or imported: what the body declares itself is not taken for an operation. */
function isOfAdaptor(name: Identifier, names: Names): boolean {
  return names.free.has(name) || names.imported.has(name.name);
}

/** `http` of `http.get`. */
function rootOf({ object, computed }: MemberExpression): Identifier | undefined {
  if (computed) return undefined;
  if (object.type === 'Identifier') return object;
  return object.type === 'MemberExpression' ? rootOf(object) : undefined;
}

/** A call such as `.then(…)`, and the call that it hangs on. */
export interface ChainLink {
  method: string;
  /** The call as a whole. */
  call: CallExpression;
  /** What it hangs on: the operation, or the link before. */
  object: CallExpression;
  callee: MemberExpression;
}

export function chainLink(call: CallExpression): ChainLink | undefined {
  const { callee } = call;
  if (callee.type !== 'MemberExpression' || callee.computed || callee.property.type !== 'Identifier') return undefined;
  const method = callee.property.name;
  if (!PROMISE_METHODS.has(method) || callee.object.type !== 'CallExpression') return undefined;
  return { method, call, object: callee.object, callee };
}

/** `get('/a')` of `get('/a').then(f).catch(g)`. */
export function chainBase(call: CallExpression): CallExpression {
  const link = chainLink(call);
  return link ? chainBase(link.object) : call;
}

export function nameOf(call: CallExpression, source: string): string {
  const { callee } = chainBase(call);
  return source.slice(callee.start, callee.end).replaceAll(/\s+/g, '').slice(0, 60);
}
