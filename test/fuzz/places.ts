/** A path of the document and the things that are known to exist under it. */
interface Template {
  path: string;
  pattern: RegExp;
  known: string[];
}

const MOST_KNOWN = 200;

/**
 * Real addresses, by path of the document: gathered from the links of answers, so that requests meet things that exist.
 */
export class Places {
  private readonly templates: Template[];

  constructor(paths: string[]) {
    this.templates = paths
      .filter((path) => path.includes('{'))
      .map((path) => ({ path, pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '([^/?{}]+)')}$`), known: [] }));
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
      const known = this.templates.find((template) => template.path === beginning)?.known ?? [];
      if (known.length > 0) return [known[random(known.length)]!, ...segments.slice(length)].join('/');
    }
    return path;
  }

  private remember(href: string): void {
    const template = this.templates.find(({ pattern }) => pattern.test(href));
    if (!template || template.known.includes(href)) return;
    template.known.push(href);
    if (template.known.length > MOST_KNOWN) template.known.shift();
  }
}
