import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { OpenAPIObject } from '@nestjs/swagger';
import { BODY_EXAMPLES, PATH_EXAMPLES } from './openapi.examples.js';
import { VERSION } from './version.js';

const DESCRIPTION = `People define scheduled jobs, share them, and see what became of every due instant.

**To start:** \`POST /api/auth/login\`, copy \`accessToken\`, press *Authorize*. Then create a dataset, a job that reads it,
give the job an \`interval\`, and look at its \`history\`.

Ids of jobs are UUIDs or natural ids \`<ownerId>:<slug>\`. What you can't see is 404; what you can see but may not do is 403.
Every error has the same shape: \`{statusCode, error, message, errorCode, details?}\`.`;

/** Swagger UI at /docs and the OpenAPI 3.1 document at /openapi.json. */
export function publishOpenApi(app: NestFastifyApplication, publicUrl: string | undefined): void {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Punctual')
    .setDescription(DESCRIPTION)
    .setVersion(VERSION)
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .addServer(publicUrl ?? '/')
    .addBearerAuth({
      type: 'http',
      scheme: 'bearer',
      description: 'A JWT from login or from your issuer, or a personal access token',
    })
    .addSecurityRequirements('bearer')
    .build();
  SwaggerModule.setup(
    'docs',
    app,
    () => declareCommonProblems(offerExamples(describeParameters(SwaggerModule.createDocument(app, config)))),
    {
      jsonDocumentUrl: 'openapi.json',
      yamlDocumentUrl: 'openapi.yaml',
      customSiteTitle: 'Punctual',
      swaggerOptions: {
        persistAuthorization: true,
        displayRequestDuration: true,
        docExpansion: 'list',
        tagsSorter: 'alpha',
      },
    },
  );
}

/** What path parameters mean, for routes that do not say so themselves. */
const PATH_PARAMETERS: [path: RegExp, name: string, description: string][] = [
  [/^\/api\/users/, 'id', 'Id of the user, such as `alice`'],
  [/^\/api\/teams/, 'id', 'Id of the team: `team:analytics`, or the bare name'],
  [/^\/api\/tokens/, 'id', 'UUID of the token'],
  [/./, 'userId', 'Id of a user'],
  [/./, 'runId', 'UUID of a run in the history'],
  [/./, 'snapshotId', 'UUID of a snapshot'],
  [/./, 'actionId', 'UUID of an action of the job'],
  [/./, 'attachmentId', 'UUID of an attachment of the action'],
  [/./, 'tagId', 'UUID of a tag'],
  [/./, 'alias', 'Name under which the job reads the dataset'],
  [/^\/api\/job-drivers/, 'type', 'Type of a driver, such as `email`'],
];

function describeParameters(document: OpenAPIObject): OpenAPIObject {
  for (const [path, item] of Object.entries(document.paths))
    for (const operation of [item.get, item.put, item.post, item.delete, item.patch])
      for (const parameter of operation?.parameters ?? [])
        if ('in' in parameter && parameter.in === 'path')
          parameter.description ??= PATH_PARAMETERS.find(
            ([pattern, name]) => name === parameter.name && pattern.test(path),
          )?.[2];
  return document;
}

/** Fills in what Swagger UI sends, so that Execute does something sensible. */
function offerExamples(document: OpenAPIObject): OpenAPIObject {
  for (const [path, item] of Object.entries(document.paths))
    for (const method of ['get', 'put', 'post', 'delete', 'patch'] as const) {
      const { parameters = [], requestBody } = item[method] ?? {};
      for (const parameter of parameters)
        if ('in' in parameter && parameter.in === 'path')
          parameter.example ??= PATH_EXAMPLES.find(
            ([pattern, name]) => name === parameter.name && pattern.test(path),
          )?.[2];
      const examples = BODY_EXAMPLES[`${method.toUpperCase()} ${path}`];
      if (!examples || !requestBody || !('content' in requestBody)) continue;
      for (const content of Object.values(requestBody.content))
        content.examples ??= Object.fromEntries(examples.map((example) => [example.summary, example]));
    }
  return document;
}

/** What any route with a token, or with something in its address, may answer before its handler is asked. */
function declareCommonProblems(document: OpenAPIObject): OpenAPIObject {
  for (const [path, item] of Object.entries(document.paths))
    for (const operation of [item.get, item.put, item.post, item.delete, item.patch]) {
      const refusal = operation?.responses['401'];
      if (!operation || !refusal) continue;
      operation.responses['429'] ??= { ...refusal, description: 'Too many bad tokens; see Retry-After' };
      if (path.includes('{')) operation.responses['400'] ??= { ...refusal, description: 'Malformed request' };
    }
  return document;
}
