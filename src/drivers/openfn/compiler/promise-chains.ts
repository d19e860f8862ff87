import type { MagicString } from 'magic-string';
import type { AnyNode, CallExpression } from 'acorn';
import { BodyError } from './body-error.js';
import type { Positions } from './body-error.js';
import type { LazyStateInput } from './lazy-state.js';
import { chainBase, chainLink, isOperationCall } from './operations.js';
import type { ChainLink } from './operations.js';
import { isFunction } from './syntax.js';

/** The calls `.then(…)`, `.catch(…)` and `.finally(…)` on operations, outside of functions. */
export function operationChains({ names, topLevel }: LazyStateInput): ChainLink[] {
  const calls = [...names.parents.keys()].filter((node): node is CallExpression => node.type === 'CallExpression');
  return calls.flatMap((call) => {
    const link = chainLink(call);
    const base = chainBase(call);
    const isChain = link && (topLevel.has(base) || isOperationCall(base, names)) && !isInFunction(call, names.parents);
    return isChain ? [link] : [];
  });
}

function isInFunction(node: AnyNode, parents: ReadonlyMap<AnyNode, AnyNode>): boolean {
  for (let parent = parents.get(node); parent; parent = parents.get(parent)) if (isFunction(parent)) return true;
  return false;
}

/**
 * Makes an operation of an operation with a callback: operations are functions of state, not promises. `catch` gets the
 * error and the state.
 * @throws BodyError for a catch without its one callback
 */
export function deferChain(
  text: MagicString,
  link: ChainLink,
  { positions, defer }: { positions: Positions; defer: string },
): void {
  const { call, object, callee, method } = link;
  if (method === 'catch' && call.arguments.length !== 1)
    throw new BodyError(positions.at(callee.property.start), 'catch() takes one callback: (error, state) => …');
  // A call takes what a pair of brackets does not: a trailing comma.
  const joint = method === 'catch' ? ', undefined, (($f) => $f)' : `, ($p) => $p.${method}`;
  text.prependRight(call.start, `${defer}(`);
  text.overwrite(object.end, callee.end, joint);
  text.appendLeft(call.end, ')');
}
