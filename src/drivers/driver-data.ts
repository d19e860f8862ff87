import { Injectable } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import type { ProblemDetail } from '../errors/domain-error.js';
import { MASK } from '../secrets/mask.js';
import { BoundedCache } from '../schedules/bounded-cache.js';
import { SecretBox } from '../secrets/secret-box.js';
import { boundProblems } from './data/data-bounds.js';
import { datasetReferenceFields } from './data/dataset-references.js';
import type { DatasetReferenceField } from './data/dataset-references.js';
import { inspectData } from './data/data-problems.js';
import { pathText, replaceAt, valueAt } from './data/json-value.js';
import type { JsonObject, JsonPath } from './data/json-value.js';
import { changedDestination, secretFields } from './data/secret-fields.js';
import type { SecretField } from './data/secret-fields.js';
import { DriverRegistry } from './driver-registry.js';
import { dataIncomplete, driverDataInvalid, unknownDriver } from './drivers.errors.js';
import type { RegisteredDriver } from './registered-driver.js';

/** Longer data is checked each time. */
const MAX_REMEMBERED = 1_000;

/**
 * What happens to a job's `data` between people, the table and the driver. Stored data is what people sent, with each
 * secret sealed. Throughout: DomainError UNKNOWN_DRIVER for a type nobody declares.
 */
@Injectable()
export class DriverData {
  /** Type and JSON of data that was found right; a DTO class does not change while the process lives. */
  private readonly rightData = new BoundedCache<string, true>(5_000);

  constructor(
    private readonly registry: DriverRegistry,
    private readonly box: SecretBox,
  ) {}

  /**
   * Checks data against the driver's DTO: unknown keys, wrong types, size, dangerous keys. Missing fields are legal.
   * @throws DomainError DRIVER_DATA_INVALID with every problem and its path (`data.to[0]`)
   */
  async validate(type: string, data: unknown): Promise<void> {
    const driver = this.known(type);
    const problems = boundProblems(data);
    if (problems.length === 0) problems.push(...(await inspectData(driver.dataType, data as JsonObject)).problems);
    if (problems.length > 0) throw driverDataInvalid(type, problems);
  }

  /**
   * Checks new data and gives back what to store: it replaces the stored data, except that a secret sent back masked
   * keeps its stored value, provided that the fields which decide where it goes are unchanged.
   * @throws DomainError DRIVER_DATA_INVALID, SECRETS_KEY_MISSING
   */
  async prepareForStorage(type: string, newData: unknown, storedData: JsonObject | null): Promise<JsonObject> {
    const driver = this.known(type);
    const problems = boundProblems(newData);
    if (problems.length > 0) throw driverDataInvalid(type, problems);
    const data = structuredClone(newData) as JsonObject;
    const secrets = secretFields(driver.dataType, data);
    const masked = secrets.filter((secret) => secret.value === MASK);
    problems.push(...masked.flatMap((secret) => maskProblems(secret, storedData, data)));
    for (const { path } of masked) replaceAt(data, path, undefined);
    problems.push(...(await inspectData(driver.dataType, data)).problems);
    if (problems.length > 0) throw driverDataInvalid(type, problems);
    for (const { path, value } of secrets)
      replaceAt(data, path, this.sealed(value === MASK ? valueAt(storedData, path) : value, value === MASK));
    return data;
  }

  /** Stored data as people may see it: each secret shown as `•••`. An unknown type shows nothing. */
  forPeople(type: string, stored: JsonObject): JsonObject {
    const driver = this.registry.get(type);
    return driver ? this.replaceSecrets(driver, stored, () => MASK) : {};
  }

  /**
   * Stored data as the driver gets it: an instance of its DTO, secrets in clear.
   * @throws DomainError DATA_INCOMPLETE, DRIVER_DATA_INVALID (the driver has changed since), SECRET_UNREADABLE
   */
  async forRun(type: string, stored: JsonObject): Promise<object> {
    const driver = this.known(type);
    if (secretFields(driver.dataType, stored).length === 0) return this.open(driver, stored);
    const { missing } = await this.judged(driver, stored);
    if (missing.length > 0) throw dataIncomplete(type, missing);
    const clear = this.replaceSecrets(driver, stored, (value) => this.opened(value));
    const { instance, problems } = await inspectData(driver.dataType, clear);
    if (problems.length > 0) throw driverDataInvalid(type, problems);
    return instance;
  }

  /** Why a run of this data would be pointless or go wrong here, one sentence each: a job's `warnings`. Empty for an unknown type. */
  async missing(type: string, stored: JsonObject): Promise<string[]> {
    const driver = this.registry.get(type);
    if (!driver) return [];
    const { instance, missing } = await this.judged(driver, stored);
    return [...missing, ...said(driver, () => driver.handler.warnings?.(instance))];
  }

  /** Every dataset that the data names, and what its driver does with it. Empty for an unknown type. */
  datasetReferences(type: string, data: JsonObject | null): DatasetReferenceField[] {
    const driver = this.registry.get(type);
    return driver ? datasetReferenceFields(driver.dataType, data) : [];
  }

  private known(type: string): RegisteredDriver {
    const driver = this.registry.get(type);
    if (!driver) throw unknownDriver(type, this.registry.types());
    return driver;
  }

  /** Data without secrets is checked once: jobs come back with the same data, and checking costs more than a short run. */
  private async open(driver: RegisteredDriver, data: JsonObject): Promise<object> {
    const key = `${driver.type} ${JSON.stringify(data)}`;
    const { instance, problems, missing } = this.rightData.has(key)
      ? { instance: plainToInstance(driver.dataType, data), problems: [], missing: [] }
      : await inspectData(driver.dataType, data);
    const absent = missing.map((path) => `${pathText(path)} is missing`);
    const lacks = [...absent, ...said(driver, () => driver.handler.missing?.(instance))];
    if (lacks.length > 0) throw dataIncomplete(driver.type, lacks);
    if (problems.length > 0) throw driverDataInvalid(driver.type, problems);
    if (key.length <= MAX_REMEMBERED) this.rightData.getOrCreate(key, () => true);
    return instance;
  }

  private async judged(driver: RegisteredDriver, stored: JsonObject): Promise<{ instance: object; missing: string[] }> {
    // A copy in any case: a driver's checks, and its DTO's transforms, may change what they are given.
    const shown = structuredClone(this.replaceSecrets(driver, stored, () => MASK));
    const { instance, missing } = await inspectData(driver.dataType, shown);
    const absent = missing.map((path) => `${pathText(path)} is missing`);
    return { instance, missing: [...absent, ...said(driver, () => driver.handler.missing?.(instance))] };
  }

  /** A copy; without secrets the stored data itself, which nobody may change. */
  private replaceSecrets(driver: RegisteredDriver, stored: JsonObject, shown: (value: unknown) => unknown): JsonObject {
    const secrets = secretFields(driver.dataType, stored);
    if (secrets.length === 0) return stored;
    const data = structuredClone(stored);
    for (const { path, value } of secrets) replaceAt(data, path, shown(value));
    return data;
  }

  /** A kept secret stays the same sealed text, so that a diff shows no change; one stored before its field was secret gets sealed. */
  private sealed(value: unknown, isKept: boolean): string {
    return isKept && this.box.isSealed(value) ? value : this.box.seal(JSON.stringify(value));
  }

  private opened(value: unknown): unknown {
    return this.box.isSealed(value) ? (JSON.parse(this.box.open(value)) as unknown) : value;
  }
}

function maskProblems(secret: SecretField, stored: JsonObject | null, data: JsonObject): ProblemDetail[] {
  const path = pathText(secret.path);
  const kept = valueAt(stored, secret.path);
  if (kept === undefined || kept === null)
    return [{ path, message: `is masked (${MASK}), but no secret is stored: send the secret itself` }];
  const changed = changedDestination(secret, stored, data);
  return changed ? [{ path, message: destinationMessage(changed) }] : [];
}

function destinationMessage(changed: JsonPath): string {
  return `is masked (${MASK}), and ${pathText(changed)}, which decides where it goes, is not what it was: send the secret itself`;
}

/** A driver's own check may fail on data of an older version of it; that must not keep anybody from reading the job. */
function said(driver: RegisteredDriver, check: () => string[] | undefined): string[] {
  try {
    return check() ?? [];
  } catch (error) {
    return [`the ${driver.type} driver can't judge this data (${error instanceof Error ? error.name : 'error'})`];
  }
}
