import 'reflect-metadata';

/** What a secret field promises. */
export interface SecretOptions {
  /**
   * Names of the fields that decide where the secret goes (`url`, `host`). A masked secret that is sent back keeps its
   * value only while each of them is exactly what it was: otherwise whoever may edit a job could have its secret
   * delivered to a place of their own. A name means the field of the nearest enclosing object that declares it. The whole value
   * counts, not only its host: on shared hosts another path is another recipient.
   */
  destination?: string[];
}

const SECRET_METADATA = 'punctual:secrets';

/**
 * Marks a field of a driver's data as secret: encrypted at rest, shown as `•••` to everybody, in clear only to the
 * driver's `run`. Any JSON value can be one.
 */
export function Secret(options: SecretOptions = {}): PropertyDecorator {
  return (prototype, property) => {
    const known = secretsOf(prototype);
    Reflect.defineMetadata(SECRET_METADATA, new Map(known).set(String(property), options), prototype);
  };
}

/** The secret fields of a DTO's prototype, inherited ones included. */
export function secretsOf(prototype: object): ReadonlyMap<string, SecretOptions> {
  return (Reflect.getMetadata(SECRET_METADATA, prototype) as Map<string, SecretOptions> | undefined) ?? new Map();
}
