const MAX_LENGTH = 120;

/** A file name that is safe on every system: no paths, no control characters. May be empty. */
export function safeFileName(wanted: string): string {
  const flat = cleaned(wanted);
  const extension = /\.[\p{L}\p{N}]{1,12}$/u.exec(flat)?.[0] ?? '';
  return `${cut(flat.slice(0, flat.length - extension.length))}${extension}`;
}

/** The same with the extension of its format. */
export function fileNameFor(wanted: string, format: string): string {
  const flat = cleaned(wanted);
  const extension = `.${format}`;
  const stem = flat.toLowerCase().endsWith(extension) ? flat.slice(0, -extension.length) : flat;
  return `${cut(stem) || 'data'}${extension}`;
}

function cleaned(name: string): string {
  return name
    .replaceAll(/[\p{Cc}\p{Cf}\p{Surrogate}]/gu, '')
    .replaceAll(/[\\/:*?"<>|]+/g, '-')
    .replaceAll(/^[.\s-]+|[.\s]+$/g, '');
}

/** Never in the middle of a character. */
function cut(name: string): string {
  return name.slice(0, MAX_LENGTH).replace(/\p{Surrogate}$/u, '');
}
