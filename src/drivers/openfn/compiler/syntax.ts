import { parse } from 'acorn';
import type { AnyNode, Identifier, Program } from 'acorn';
import { BodyError } from './body-error.js';

/** Parses a body as an ECMAScript module. @throws BodyError */
export function parseBody(source: string): Program {
  try {
    return parse(source, { ecmaVersion: 'latest', sourceType: 'module' });
  } catch (error) {
    throw syntaxError(error);
  }
}

function syntaxError(error: unknown): BodyError {
  const { loc, message } = error as { loc?: { line: number; column: number }; message: string };
  if (!loc) return new BodyError({ line: 1, column: 1 }, 'it is nested too deeply to be read');
  return new BodyError({ line: loc.line, column: loc.column + 1 }, message.replace(/ \(\d+:\d+\)$/, ''));
}

/** The nodes directly below a node, in the order of their fields. */
export function childrenOf(node: AnyNode): AnyNode[] {
  const children: AnyNode[] = [];
  for (const value of Object.values(node) as unknown[]) {
    if (Array.isArray(value)) children.push(...value.filter(isNode));
    else if (isNode(value)) children.push(value);
  }
  return children;
}

function isNode(value: unknown): value is AnyNode {
  return value !== null && typeof value === 'object' && typeof (value as { type?: unknown }).type === 'string';
}

export function isFunction(node: AnyNode): boolean {
  return (
    node.type === 'ArrowFunctionExpression' || node.type === 'FunctionExpression' || node.type === 'FunctionDeclaration'
  );
}

/** Every name that a pattern binds: `{ a, b: [c = 1, ...d] }` binds a, c and d. */
export function boundNames(pattern: AnyNode | null | undefined): string[] {
  switch (pattern?.type) {
    case 'Identifier':
      return [pattern.name];
    case 'ObjectPattern':
      return pattern.properties.flatMap((item) => boundNames(item.type === 'Property' ? item.value : item));
    case 'ArrayPattern':
      return pattern.elements.flatMap((item) => boundNames(item));
    case 'AssignmentPattern':
      return boundNames(pattern.left);
    case 'RestElement':
      return boundNames(pattern.argument);
    default:
      return [];
  }
}

/** Whether an identifier stands for a value, and is not a mere label, key or member name. */
export function isReference(node: Identifier, parent: AnyNode): boolean {
  switch (parent.type) {
    case 'MemberExpression':
      return parent.computed || parent.object === node;
    case 'Property':
    case 'MethodDefinition':
    case 'PropertyDefinition':
      return parent.computed || parent.value === node;
    case 'ExportSpecifier':
      return parent.local === node;
    case 'LabeledStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
    case 'ImportSpecifier':
    case 'ImportDefaultSpecifier':
    case 'ImportNamespaceSpecifier':
    case 'ExportAllDeclaration':
    case 'MetaProperty':
      return false;
    default:
      return true;
  }
}
