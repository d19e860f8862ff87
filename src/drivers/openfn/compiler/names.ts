import type { AnyNode, Identifier, Program } from 'acorn';
import { boundNames, childrenOf, isFunction, isReference } from './syntax.js';

/** What the names in a body refer to. */
export interface Names {
  /** References to nothing that the body declares: globals, and what the adaptor offers. */
  free: ReadonlySet<Identifier>;
  /** Names that the body imports itself. */
  imported: ReadonlySet<string>;
  parents: ReadonlyMap<AnyNode, AnyNode>;
}

/** Resolves every reference of a body against the scopes of ECMAScript. */
export function resolveNames(program: Program): Names {
  const resolver = new Resolver();
  resolver.visit(program);
  return { free: resolver.free, imported: new Set(program.body.flatMap(importedNames)), parents: resolver.parents };
}

/** Deeper than anything that people write. */
const MAX_DEPTH = 500;

class Resolver {
  readonly free = new Set<Identifier>();
  readonly parents = new Map<AnyNode, AnyNode>();
  /** In how many of the scopes around it a name is declared. */
  private readonly declared = new Map<string, number>();

  visit(node: AnyNode, parent?: AnyNode, depth = 0): void {
    if (depth > MAX_DEPTH) throw new RangeError('too deep');
    if (parent) this.parents.set(node, parent);
    if (node.type === 'Identifier') {
      if (parent && isReference(node, parent) && !this.declared.get(node.name)) this.free.add(node);
      return;
    }
    const declared = declaredBy(node);
    const names = declared ? new Set(declared) : [];
    for (const name of names) this.declared.set(name, (this.declared.get(name) ?? 0) + 1);
    for (const child of childrenOf(node)) this.visit(child, node, depth + 1);
    for (const name of names) this.declared.set(name, (this.declared.get(name) ?? 0) - 1);
  }
}

/** The names of the scope that a node opens; undefined when it opens none. */
function declaredBy(node: AnyNode): string[] | undefined {
  switch (node.type) {
    case 'Program':
      return [...node.body.flatMap(lexicalNames), ...varNames(node), ...node.body.flatMap(importedNames)];
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression': {
      const own = node.type === 'FunctionExpression' ? boundNames(node.id) : [];
      const hidden = node.type === 'ArrowFunctionExpression' ? [] : ['arguments'];
      return [...own, ...hidden, ...node.params.flatMap(boundNames), ...varNames(node.body)];
    }
    case 'ClassDeclaration':
    case 'ClassExpression':
      return boundNames(node.id);
    case 'BlockStatement':
    case 'StaticBlock':
      return [...node.body.flatMap(lexicalNames), ...(node.type === 'StaticBlock' ? varNames(node) : [])];
    case 'SwitchStatement':
      return node.cases.flatMap((one) => one.consequent.flatMap(lexicalNames));
    case 'ForStatement':
      return node.init ? lexicalNames(node.init) : [];
    case 'ForInStatement':
    case 'ForOfStatement':
      return lexicalNames(node.left);
    case 'CatchClause':
      return boundNames(node.param);
    default:
      return undefined;
  }
}

/** What a statement declares in the block that it stands in. */
function lexicalNames(node: AnyNode): string[] {
  switch (node.type) {
    case 'VariableDeclaration':
      return node.declarations.flatMap(({ id }) => boundNames(id));
    case 'FunctionDeclaration':
    case 'ClassDeclaration':
      return boundNames(node.id);
    case 'ExportNamedDeclaration':
      return node.declaration ? lexicalNames(node.declaration) : [];
    case 'ExportDefaultDeclaration':
      return lexicalNames(node.declaration);
    default:
      return [];
  }
}

/** `var` reaches up to its function. */
function varNames(node: AnyNode): string[] {
  const own = node.type === 'VariableDeclaration' && node.kind === 'var' ? lexicalNames(node) : [];
  return [...own, ...childrenOf(node).flatMap((child) => (isFunction(child) ? [] : varNames(child)))];
}

function importedNames(node: AnyNode): string[] {
  return node.type === 'ImportDeclaration' ? node.specifiers.map(({ local }) => local.name) : [];
}
