/** The IANA name a misspelled zone most likely meant, or null when none is near (`berlin`, `Europe/Berln`, `New York`). */
export function suggestTimezone(given: string): string | null {
  const wanted = normalize(given);
  if (wanted.length < 3 || wanted.length > 64) return null;
  const names = Intl.supportedValuesOf('timeZone');
  const sameCity = names.filter((name) => cityOf(normalize(name)) === cityOf(wanted));
  if (sameCity.length === 1) return sameCity[0]!;
  let best: string | null = null;
  let bestDistance = Math.max(1, Math.floor(wanted.length / 5)) + 1;
  for (const name of names) {
    const candidate = normalize(name);
    const distance = Math.min(editDistance(wanted, candidate), editDistance(wanted, cityOf(candidate)));
    if (distance < bestDistance) [best, bestDistance] = [name, distance];
  }
  return best;
}

function normalize(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_');
}

function cityOf(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

function editDistance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let i = 1; i <= left.length; i++) {
    const next = [i];
    for (let j = 1; j <= right.length; j++) {
      const substitution = row[j - 1]! + (left[i - 1] === right[j - 1] ? 0 : 1);
      next.push(Math.min(substitution, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[right.length]!;
}
