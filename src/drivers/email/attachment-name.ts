const MAX_LENGTH = 120;

/** A file name that is safe on every system, with the extension of its format. */
export function attachmentName(wanted: string, format: string): string {
  const flat = wanted
    .replaceAll(/[\p{Cc}\p{Cf}\p{Surrogate}]/gu, '')
    .replaceAll(/[\\/:*?"<>|]+/g, '-')
    .replaceAll(/^[.\s-]+|[.\s]+$/g, '');
  const extension = `.${format}`;
  const stem = flat.toLowerCase().endsWith(extension) ? flat.slice(0, -extension.length) : flat;
  const short = stem.slice(0, MAX_LENGTH).replace(/\p{Surrogate}$/u, '');
  return `${short || 'data'}${extension}`;
}
