/** A path of the document and the things that are known to exist under it. */
interface Template {
  path: string;
  pattern: RegExp;
  /** Addresses, with how often in a row nothing was found there or below. */
  known: Map<string, number>;
}

const MOST_KNOWN = 200;
const MOST_MISSES = 4;

/**
 * Real addresses, by path of the document: gathered from the links of answers, so that requests meet things that exist.
 */
export class Places {
  private readonly templates: Template[];

  constructor(paths: string[]) {
    this.templates = paths
      .filter((path) => path.includes('{'))
      .map((path) => ({
        path,
        pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '([^/?{}]+)')}$`),
        known: new Map(),
      }));
  }

  /** Remembers every address in an answer. */
  learn(body: unknown): void {
    if (Array.isArray(body)) for (const item of body) this.learn(item);
    else if (body !== null && typeof body === 'object')
      for (const [key, value] of Object.entries(body)) {
        if (key === 'href' && typeof value === 'string') this.remember(value.split('?', 1)[0]!);
        else this.learn(value);
      }
  }

  /** Something that exists under this path, or under the longest beginning of it; the rest is left in braces. */
  address(path: string, random: (below: number) => number): string {
    const segments = path.split('/');
    for (let length = segments.length; length > 2; length--) {
      const beginning = segments.slice(0, length).join('/');
      const known = Array.from(this.templates.find((template) => template.path === beginning)?.known.keys() ?? []);
      if (known.length > 0) return [known[random(known.length)]!, ...segments.slice(length)].join('/');
    }
    return path;
  }

  /** Forgets what is no longer there, so that requests go on meeting things that exist. @param path of one who may see all */
  met(path: string, wasFound: boolean): void {
    for (const { known } of this.templates)
      for (const [address, misses] of known) {
        if (path !== address && !path.startsWith(`${address}/`)) continue;
        if (!wasFound && (path === address || misses >= MOST_MISSES)) known.delete(address);
        else known.set(address, wasFound ? 0 : misses + 1);
      }
  }

  private remember(href: string): void {
    const template = this.templates.find(({ pattern }) => pattern.test(href));
    if (!template || template.known.has(href)) return;
    template.known.set(href, 0);
    if (template.known.size > MOST_KNOWN) template.known.delete(template.known.keys().next().value!);
  }
}
