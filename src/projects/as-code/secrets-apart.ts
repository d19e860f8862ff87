import { Injectable } from '@nestjs/common';
import { isJsonObject, replaceAt, valueAt } from '../../drivers/data/json-value.js';
import type { JsonObject } from '../../drivers/data/json-value.js';
import { secretFields } from '../../drivers/data/secret-fields.js';
import { DriverRegistry } from '../../drivers/driver-registry.js';
import { MASK } from '../../secrets/mask.js';

/** Files hold no secrets: they are taken out of data that goes there, and stay what they were when it comes back. */
@Injectable()
export class SecretsApart {
  constructor(private readonly drivers: DriverRegistry) {}

  /** Stored data without its secrets; of a type that nobody declares nothing, since nobody knows what is secret in it. */
  without(type: string, stored: JsonObject): JsonObject {
    const driver = this.drivers.get(type);
    if (!driver) return {};
    const data = structuredClone(stored);
    for (const { path } of secretFields(driver.dataType, data)) replaceAt(data, path, undefined);
    return data;
  }

  /** Data of a file, with a mask where a secret is stored and the file has none; null takes it away. */
  kept(type: string, given: JsonObject, stored: JsonObject): JsonObject {
    const driver = this.drivers.get(type);
    if (!driver) return given;
    const data = structuredClone(given);
    for (const { path } of secretFields(driver.dataType, stored)) {
      const parent = path.length === 1 ? data : valueAt(data, path.slice(0, -1));
      if (isJsonObject(parent) && valueAt(data, path) === undefined) replaceAt(data, path, MASK);
    }
    return data;
  }
}
