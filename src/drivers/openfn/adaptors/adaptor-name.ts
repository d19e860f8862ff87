/** `@openfn/language-http@7.2.10`, `…@latest`, or without a version, which means the latest. */
export const ADAPTOR = /^(@[a-z0-9][a-z0-9._-]*\/[a-z0-9][a-z0-9._-]*|[a-z0-9][a-z0-9._-]*)(?:@([\w.+-]+))?$/;

/** A package, and the version that is wanted of it; undefined for the latest. */
export interface AdaptorName {
  name: string;
  version: string | undefined;
}

/** The parts of a text that `ADAPTOR` matches; undefined for any other. */
export function parseAdaptorName(text: string): AdaptorName | undefined {
  const [, name, version] = ADAPTOR.exec(text) ?? [];
  return name === undefined ? undefined : { name, version: version === 'latest' ? undefined : version };
}

/** Orders versions as semver does: numbers by value, and what comes before a release before it. */
export function compareVersions(one: string, other: string): number {
  const [release, before] = parts(one);
  const [otherRelease, otherBefore] = parts(other);
  const byRelease = release.localeCompare(otherRelease, 'en', { numeric: true });
  if (byRelease !== 0) return byRelease;
  if (before === '' || otherBefore === '') return (before === '' ? 1 : 0) - (otherBefore === '' ? 1 : 0);
  return before.localeCompare(otherBefore, 'en', { numeric: true });
}

function parts(version: string): [release: string, before: string] {
  const [release = '', ...before] = version.replace(/\+.*$/, '').split('-');
  return [release, before.join('-')];
}
