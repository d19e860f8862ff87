const MAX_TAGS = 200;
const MAX_LENGTH = 500;

/**
 * Measures the tags of a template before Handlebars reads them, for what it costs grows with them. It finds their ends as
 * Handlebars does, past strings, `[names]` and comments: what it took for text would be free of limits.
 * @throws Error that says what is too much
 */
export function checkTags(source: string): void {
  if (source.split('{{').length - 1 > MAX_TAGS) throw new Error(`it has more than ${MAX_TAGS} {{tags}}`);
  let start = source.indexOf('{{');
  while (start !== -1) {
    const end = isText(source, start) ? start + 2 : endOfTag(source, start);
    start = source.indexOf('{{', end);
  }
}

/** One backslash makes text of a tag, two make a backslash before a tag. */
function isText(source: string, start: number): boolean {
  return source[start - 1] === '\\' && source[start - 2] !== '\\';
}

function endOfTag(source: string, start: number): number {
  if (source.startsWith('{{{{', start)) refuse(source, start, 'raw blocks {{{{…}}}} are not allowed');
  const limit = start + MAX_LENGTH;
  const isComment = /^\{\{~?!(--)?/.exec(source.slice(start, start + 6));
  if (isComment) return endOfComment(source, start, isComment[1] !== undefined);
  for (let index = start + 2; index < limit && index < source.length; index += 1) {
    if (source.startsWith('}}', index)) return index + 2;
    const character = source[index];
    if (character === '"' || character === "'") index = closing(source, index + 1, { mark: character, limit });
    else if (character === '[') index = closing(source, index + 1, { mark: ']', limit });
  }
  if (source.length <= limit) return source.length; // Never closed: Handlebars says so best.
  return refuse(source, start, `a tag is longer than ${MAX_LENGTH} characters`);
}

function closing(source: string, from: number, { mark, limit }: { mark: string; limit: number }): number {
  let index = from;
  while (index < limit && index < source.length && (source[index] !== mark || source[index - 1] === '\\')) index += 1;
  return index;
}

/** Comments cost nothing, so they may be long. */
function endOfComment(source: string, start: number, isDashed: boolean): number {
  const end = /--~?\}\}/g;
  end.lastIndex = start;
  const found = isDashed ? (end.exec(source)?.index ?? -1) : source.indexOf('}}', start);
  return found === -1 ? source.length : found + 2;
}

function refuse(source: string, start: number, reason: string): never {
  throw new Error(`line ${source.slice(0, start).split('\n').length}: ${reason}`);
}
