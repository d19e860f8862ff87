import path from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { ENV } from '../../../config/config.module.js';
import type { Env } from '../../../config/env.js';
import { adaptorImportRefused, adaptorUnknown } from '../openfn.errors.js';
import type { CompiledJob } from '../compiler/compile.js';
import { compareVersions, parseAdaptorName } from './adaptor-name.js';
import { adaptorsUnder, packageDirectory, readAdaptor } from './installed-adaptors.js';
import type { InstalledAdaptor } from './installed-adaptors.js';

const RUNTIME = '@openfn/runtime';
/** Come with Punctual. */
const BUNDLED = ['@openfn/language-common', '@openfn/language-http'];

/** The adaptors that jobs may use: those of Punctual, and of OPENFN_ADAPTORS_DIR what OPENFN_ADAPTORS allows. Read once. */
@Injectable()
export class Adaptors {
  private found: InstalledAdaptor[] | undefined;

  constructor(@Inject(ENV) private readonly env: Pick<Env, 'OPENFN_ADAPTORS' | 'OPENFN_ADAPTORS_DIR'>) {}

  /** `name@version` of each, in order. */
  available(): string[] {
    return this.all().map(({ name, version }) => `${name}@${version}`);
  }

  /** The directories of OpenFn's runtime and of the adaptors. */
  paths(): string[] {
    return [runtimeDirectory(), ...this.all().map((adaptor) => adaptor.path)];
  }

  /** The file of OpenFn's runtime: by its place, for the process of a job may see it at no other. */
  runtime(): string {
    return path.join(runtimeDirectory(), 'dist/index.js');
  }

  /**
   * The adaptor that a job names; without a version, or with `latest`, the latest that is installed.
   * @throws DriverError OPENFN_ADAPTOR_UNKNOWN that says what there is
   */
  resolve(text: string): InstalledAdaptor {
    const wanted = parseAdaptorName(text);
    const versions = this.all().filter(({ name }) => name === wanted?.name);
    const found = wanted?.version ? versions.find(({ version }) => version === wanted.version) : versions.at(-1);
    if (!found) throw adaptorUnknown(text, this.available());
    return found;
  }

  /**
   * What the job's linker may load: its adaptor, and the latest of what its body imports besides.
   * @throws DriverError OPENFN_IMPORT_REFUSED
   */
  modulesFor(adaptor: InstalledAdaptor, imports: CompiledJob['imports']): Record<string, InstalledAdaptor> {
    const modules = { [adaptor.name]: adaptor };
    for (const { specifier, position } of imports) {
      if (specifier in modules || specifier === RUNTIME) continue;
      const other = this.all().findLast(({ name }) => name === specifier);
      if (!other) throw adaptorImportRefused(specifier, position, this.available());
      modules[specifier] = other;
    }
    return modules;
  }

  /** In the order of names, then versions. */
  private all(): InstalledAdaptor[] {
    this.found ??= this.find();
    return this.found;
  }

  private find(): InstalledAdaptor[] {
    const { OPENFN_ADAPTORS: allowed, OPENFN_ADAPTORS_DIR: directory } = this.env;
    const bundled = BUNDLED.flatMap((name) => packageDirectory(name, import.meta.dirname) ?? []);
    const others = (directory ? adaptorsUnder(directory) : []).filter(
      ({ name, version }) => allowed.includes(name) || allowed.includes(`${name}@${version}`),
    );
    const all = [...bundled.flatMap((one) => readAdaptor(one) ?? []), ...others];
    const known = new Map(all.map((adaptor) => [`${adaptor.name}@${adaptor.version}`, adaptor]));
    return [...known.values()].sort(
      (one, other) => one.name.localeCompare(other.name, 'en') || compareVersions(one.version, other.version),
    );
  }
}

function runtimeDirectory(): string {
  const directory = packageDirectory(RUNTIME, import.meta.dirname);
  if (directory === undefined) throw new Error(`${RUNTIME} is not installed: run npm ci`);
  return directory;
}
