import Handlebars from 'handlebars';
import { checkTags } from './mail-template-tags.js';

/** What a template is for: raw output would be a way around escaping in HTML, and harmless elsewhere. */
export type TemplateKind = 'text' | 'html';

/** What templates may name. */
export interface TemplateContext {
  job: { id: string; name: string; type: string; ownerName: string; timezone: string };
  run: {
    id: string;
    trigger: string;
    attempt: number;
    scheduledFor: string | null;
    startedAt: string;
    /** How the job's driver fared, in a mail that is an action; null in one that is the job itself. */
    status: string | null;
    /** Why it failed, in words; null when it did not. */
    error: string | null;
    errorCode: string | null;
    failuresInARow: number | null;
  };
  datasets: Record<string, { name: string; rowCount: number }>;
}

const HELPERS = ['if', 'unless', 'each', 'with'];
const MAX_DATASETS = 50;
/** Handlebars takes milliseconds per tag, and seconds for deep nesting; meanwhile the whole node stands still. */
const MAX_NESTING = 20;
const MAX_NAMES = 6;
const MAX_STEPS_UP = 3;
const MAX_BLOCK_PARAMETERS = 4;

/**
 * A Handlebars template of people's own. It can read the context, decide and list, and nothing else: no partials, no
 * other helpers, no prototypes, and no list in a list, so that its work is bounded by its size.
 */
export class MailTemplate {
  private readonly program: hbs.AST.Program;

  /** @throws Error that says where the template is wrong */
  constructor(
    private readonly source: string,
    private readonly kind: TemplateKind,
  ) {
    checkTags(source);
    this.program = Handlebars.parse(source);
    new TemplatePolicy(kind).accept(this.program);
  }

  /** The aliases that it names as `datasets.<alias>`. */
  datasetAliases(): string[] {
    const finder = new DatasetFinder();
    finder.accept(this.program);
    if (finder.aliases.size > MAX_DATASETS) throw new Error(`it names more than ${MAX_DATASETS} datasets`);
    return [...finder.aliases];
  }

  /** @throws Error that says which name is not defined */
  render(context: TemplateContext): string {
    const template = Handlebars.create().compile<TemplateContext>(this.source, {
      strict: true,
      noEscape: this.kind === 'text',
      knownHelpersOnly: true,
      knownHelpers: { log: false, lookup: false },
    });
    return template(context, { allowProtoPropertiesByDefault: false, allowProtoMethodsByDefault: false });
  }
}

class TemplatePolicy extends Handlebars.Visitor {
  private depth = 0;
  private lists = 0;

  constructor(private readonly kind: TemplateKind) {
    super();
  }

  override MustacheStatement(statement: hbs.AST.MustacheStatement): void {
    if (this.kind === 'html' && !statement.escaped)
      refuse(statement, 'raw output {{{…}}} is not allowed in HTML: use {{…}}');
    this.checkCall(statement);
    super.MustacheStatement(statement);
  }

  override BlockStatement(block: hbs.AST.BlockStatement): void {
    this.checkCall(block);
    const isList = nameOf(block) === 'each';
    if (isList && this.lists > 0) refuse(block, 'an {{#each}} inside an {{#each}} is not allowed');
    if (this.depth === MAX_NESTING) refuse(block, `blocks are nested more than ${MAX_NESTING} deep`);
    this.depth += 1;
    this.lists += isList ? 1 : 0;
    super.BlockStatement(block);
    this.lists -= isList ? 1 : 0;
    this.depth -= 1;
  }

  override Program(program: hbs.AST.Program): void {
    // The types leave out that a part of a block without parameters has no list of them.
    const parameters: string[] | undefined = program.blockParams;
    if ((parameters?.length ?? 0) > MAX_BLOCK_PARAMETERS)
      throw new Error(`a block has more than ${MAX_BLOCK_PARAMETERS} names in |…|`);
    super.Program(program);
  }

  override PathExpression(path: hbs.AST.PathExpression): void {
    if (path.parts.length > MAX_NAMES) refuse(path, `a path has more than ${MAX_NAMES} names`);
    if (path.depth > MAX_STEPS_UP) refuse(path, `a path has more than ${MAX_STEPS_UP} steps up (../)`);
  }

  override SubExpression(expression: hbs.AST.SubExpression): void {
    refuse(expression, 'helpers in parentheses are not allowed');
  }

  override PartialStatement(statement: hbs.AST.PartialStatement): void {
    refuse(statement, 'partials {{> …}} are not allowed');
  }

  override PartialBlockStatement(statement: hbs.AST.PartialBlockStatement): void {
    refuse(statement, 'partials {{#> …}} are not allowed');
  }

  override Decorator(decorator: hbs.AST.Decorator): void {
    refuse(decorator, 'decorators {{* …}} are not allowed');
  }

  override DecoratorBlock(decorator: hbs.AST.DecoratorBlock): void {
    refuse(decorator, 'decorators {{#* …}} are not allowed');
  }

  private checkCall(call: hbs.AST.MustacheStatement | hbs.AST.BlockStatement): void {
    const name = nameOf(call);
    if (call.params.length + (call.hash?.pairs.length ?? 0) > 0 && !HELPERS.includes(name))
      refuse(call, `there is no helper "${name.slice(0, 40)}"; there are ${HELPERS.join(', ')}`);
    if (call.params.length > 1) refuse(call, `${name} takes one parameter`);
    if (call.hash?.pairs.length) refuse(call, `${name} takes no named parameters`);
  }
}

class DatasetFinder extends Handlebars.Visitor {
  readonly aliases = new Set<string>();

  override PathExpression(path: hbs.AST.PathExpression): void {
    const [first, alias] = path.parts;
    if (first === 'datasets' && alias !== undefined) this.aliases.add(alias);
  }
}

function nameOf(call: hbs.AST.MustacheStatement | hbs.AST.BlockStatement): string {
  const name: unknown = 'original' in call.path ? call.path.original : undefined;
  return typeof name === 'string' ? name : '';
}

function refuse(node: hbs.AST.Node, reason: string): never {
  throw new Error(`line ${node.loc.start.line}: ${reason}`);
}
