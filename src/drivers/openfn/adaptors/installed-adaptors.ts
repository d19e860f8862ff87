import fs from 'node:fs';
import path from 'node:path';

/** An adaptor that is there to be loaded. */
export interface InstalledAdaptor {
  name: string;
  version: string;
  /** Absolute, without symbolic links. */
  path: string;
}

/** The directory of a package as a module in `from` would find it; undefined when it is not installed. */
export function packageDirectory(name: string, from: string): string | undefined {
  const directory = path.join(from, 'node_modules', name);
  if (fs.existsSync(path.join(directory, 'package.json'))) return fs.realpathSync(directory);
  const parent = path.dirname(from);
  return parent === from ? undefined : packageDirectory(name, parent);
}

/** What a package says of itself; undefined when it is none. */
export function readAdaptor(directory: string): InstalledAdaptor | undefined {
  try {
    const manifest = fs.readFileSync(path.join(directory, 'package.json'), 'utf8');
    const { name, version } = JSON.parse(manifest) as { name?: unknown; version?: unknown };
    if (typeof name !== 'string' || typeof version !== 'string') return undefined;
    return { name, version, path: fs.realpathSync(directory) };
  } catch {
    return undefined;
  }
}

/**
 * The packages right under `node_modules` of a directory, scoped ones included: what `npm install --prefix` puts there,
 * under its own name or under another (several versions of one package need an alias each).
 */
export function adaptorsUnder(directory: string): InstalledAdaptor[] {
  const modules = path.join(directory, 'node_modules');
  const names = list(modules).flatMap((name) =>
    name.startsWith('@') ? list(path.join(modules, name)).map((inner) => path.join(name, inner)) : [name],
  );
  return names.flatMap((name) => readAdaptor(path.join(modules, name)) ?? []);
}

function list(directory: string): string[] {
  try {
    return fs.readdirSync(directory).filter((name) => !name.startsWith('.'));
  } catch {
    return [];
  }
}
