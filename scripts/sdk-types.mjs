// The types of the SDK, from openapi.json.
import fs from 'node:fs';
import path from 'node:path';
import openapiTypescript, { astToString } from 'openapi-typescript';

const root = path.resolve(import.meta.dirname, '..');
const TARGET = path.join(root, 'test/sdk/punctual-api.d.ts');
const HEAD = '// Written by npm run openapi from openapi.json. Do not edit.\n\n';

/** What the file of types has to be for the committed document. */
export async function sdkTypes() {
  const document = JSON.parse(fs.readFileSync(path.join(root, 'openapi.json'), 'utf8'));
  return HEAD + astToString(await openapiTypescript(document, { silent: true, defaultNonNullable: false }));
}

export async function writeSdkTypes() {
  fs.mkdirSync(path.dirname(TARGET), { recursive: true });
  fs.writeFileSync(TARGET, await sdkTypes());
}
