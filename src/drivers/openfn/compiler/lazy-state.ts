import type { AnyNode, CallExpression, Identifier } from 'acorn';
import { BodyError } from './body-error.js';
import type { Positions } from './body-error.js';
import type { Names } from './names.js';
import { chainBase, isOperationCall } from './operations.js';
import { isFunction } from './syntax.js';

/** What the search for the arguments that read state lazily needs to know of a body. */
export interface LazyStateInput {
  positions: Positions;
  names: Names;
  /** The calls that are operations because they stand at the top level. */
  topLevel: ReadonlySet<AnyNode>;
}

/**
 * The arguments of operations that hold a `$` which the body does not declare itself: each becomes a function of the
 * state. A `$` belongs to the nearest operation around it.
 * @throws BodyError where a `$` is in no argument, in one that is a function already, spread, or written to
 */
export function lazyArguments(input: LazyStateInput): Set<AnyNode> {
  const dollars = [...input.names.free].filter(({ name }) => name === '$');
  return new Set(dollars.map((dollar) => lazyArgument(dollar, input)));
}

function lazyArgument(dollar: Identifier, { positions, names, topLevel }: LazyStateInput): AnyNode {
  const problem = (reason: string): BodyError => new BodyError(positions.at(dollar.start), reason);
  if (isWritten(dollar, names)) throw problem('`$` only reads state: write to it in fn(state => …)');
  for (let child: AnyNode = dollar, parent = names.parents.get(child); parent;) {
    if (parent.type === 'CallExpression' && parent.callee !== child && isOperation(parent, { names, topLevel })) {
      if (isFunction(child))
        throw problem('`$` can not be used inside a function: use its parameter, as in fn(state => …)');
      if (child.type === 'SpreadElement') throw problem('`$` can not be spread into the arguments of an operation');
      return child;
    }
    child = parent;
    parent = names.parents.get(child);
  }
  throw problem('`$` can only be used in the arguments of an operation');
}

/** `.then(…)` takes its arguments for the operation that it hangs on. */
function isOperation(call: CallExpression, { names, topLevel }: Omit<LazyStateInput, 'positions'>): boolean {
  const base = chainBase(call);
  return topLevel.has(base) || isOperationCall(base, names);
}

function isWritten(dollar: Identifier, names: Names): boolean {
  let target: AnyNode = dollar;
  let parent = names.parents.get(target);
  while (parent?.type === 'MemberExpression' && parent.object === target) {
    target = parent;
    parent = names.parents.get(target);
  }
  if (parent?.type === 'AssignmentExpression') return parent.left === target;
  return parent?.type === 'UpdateExpression' || (parent?.type === 'UnaryExpression' && parent.operator === 'delete');
}
