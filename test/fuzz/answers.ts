import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { ValidateFunction } from 'ajv';
import type { ApiDocument, Operation } from './openapi.js';

/** What came back. */
export interface FuzzAnswer {
  status: number;
  contentType: string;
  text: string;
}

/** Compares answers with what the document declares for them. */
export class AnswerRules {
  private readonly ajv = new Ajv2020({ strict: false, allErrors: false, validateFormats: true });
  private readonly compiled = new Map<string, ValidateFunction>();

  constructor(document: ApiDocument) {
    formats.default(this.ajv);
    this.ajv.addSchema(document, 'api');
  }

  /** What is wrong with an answer, or undefined. */
  problem(operation: Operation, { status, contentType, text }: FuzzAnswer): string | undefined {
    if (status >= 500) return `${status} ${text.slice(0, 300)}`;
    const declared = operation.responses[String(status)];
    if (!declared) return `${status} is not declared: ${text.slice(0, 300)}`;
    const { content } = declared;
    // A file may be empty.
    if (text === '') return content && !content['*/*'] && status !== 204 ? `an empty body with ${status}` : undefined;
    const type = contentType.split(';', 1)[0]!.trim();
    if (!content) return `a body with ${status} although none is declared: ${text.slice(0, 100)}`;
    // HAL is JSON; the document names the representation's media type where there are two.
    const entry =
      content[type] ?? (type === 'application/hal+json' ? content['application/json'] : undefined) ?? content['*/*'];
    if (!entry) return `${type} with ${status} is not declared, but ${Object.keys(content).join(', ')}`;
    if (!type.includes('json') || !entry.schema) return undefined;
    return this.mismatch(`${operation.method} ${operation.path} ${status} ${type}`, entry.schema, JSON.parse(text));
  }

  private mismatch(key: string, schema: object, body: unknown): string | undefined {
    let validate = this.compiled.get(key);
    if (!validate) {
      const absolute = JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"api#/components')) as object;
      this.compiled.set(key, (validate = this.ajv.compile(absolute)));
    }
    if (validate(body)) return undefined;
    const [error] = validate.errors!;
    return `body${error!.instancePath} ${error!.message} ${JSON.stringify(error!.params)} (${error!.schemaPath})`;
  }
}
