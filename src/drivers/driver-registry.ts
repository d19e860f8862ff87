import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { ENV } from '../config/config.module.js';
import type { Env } from '../config/env.js';
import { dataSchema } from './data/data-schema.js';
import { candidateIn, candidateProblems, duplicateProblems } from './driver-candidate.js';
import type { DriverCandidate } from './driver-candidate.js';
import { DriverDeclarationError } from './drivers.errors.js';
import type { JobDriverHandler } from './job-driver.js';
import type { RegisteredDriver } from './registered-driver.js';

/** Data of a driver that takes none. */
class NoData {}

/**
 * The drivers of this build: every provider, in whatever module, whose class is decorated with `@JobDriver()`.
 * @throws DriverDeclarationError at boot, naming every class that is not declared right
 */
@Injectable()
export class DriverRegistry implements OnModuleInit {
  private drivers: ReadonlyMap<string, RegisteredDriver> | undefined;

  constructor(
    private readonly discovery: DiscoveryService,
    @Inject(ENV) private readonly env: Pick<Env, 'RESTRICTED_DRIVERS'>,
  ) {}

  onModuleInit(): void {
    this.all();
  }

  get(type: string): RegisteredDriver | undefined {
    return this.all().get(type);
  }

  /** All drivers, by type. */
  list(): RegisteredDriver[] {
    return [...this.all().values()];
  }

  /** All types, in order. */
  types(): string[] {
    return [...this.all().keys()];
  }

  /** Found on first use: another module's onModuleInit may ask before ours. */
  private all(): ReadonlyMap<string, RegisteredDriver> {
    this.drivers ??= this.discover();
    return this.drivers;
  }

  private discover(): Map<string, RegisteredDriver> {
    const candidates = this.discovery.getProviders().flatMap((wrapper) => candidateIn(wrapper) ?? []);
    const problems = [...candidates.flatMap(candidateProblems), ...duplicateProblems(candidates)];
    if (problems.length > 0) throw new DriverDeclarationError(problems);
    const drivers = candidates.map((candidate) => this.register(candidate));
    return new Map(drivers.sort((a, b) => (a.type < b.type ? -1 : 1)).map((driver) => [driver.type, driver]));
  }

  private register({ options, wrapper }: DriverCandidate): RegisteredDriver {
    const dataType = options.data ?? NoData;
    return {
      type: options.type,
      title: options.title,
      description: options.description ?? null,
      dataSchema: dataSchema(dataType),
      restricted: this.env.RESTRICTED_DRIVERS.includes(options.type),
      dataType,
      handler: wrapper.instance as JobDriverHandler,
    };
  }
}
