/** How many numbers of a taken slug are looked at next, for each that were looked at before. */
const GROWTH = 8;

/** Slugs to choose among, with what is known of them. */
interface Numbers {
  upTo: number;
  taken: Set<string>;
}

/**
 * As if `freeSlug` were asked for each base in turn, each time knowing what was chosen before; in few questions, however
 * many bases there are and however many of them are taken.
 * @param takenAmong those of the given slugs that are taken
 */
export async function freeSlugs(
  bases: readonly string[],
  takenAmong: (slugs: string[]) => Promise<Iterable<string>>,
): Promise<string[]> {
  const known = new Map<string, Numbers>(bases.map((base) => [base, { upTo: 0, taken: new Set() }]));
  let unsure = new Set(bases);
  for (;;) {
    await lookFurther(unsure, known, takenAmong);
    const chosen = new Set<string>();
    unsure = new Set();
    for (const base of bases) chosen.add(firstFree(base, known.get(base)!, { chosen, unsure }));
    if (unsure.size === 0) return [...chosen];
  }
}

async function lookFurther(
  bases: Iterable<string>,
  known: ReadonlyMap<string, Numbers>,
  takenAmong: (slugs: string[]) => Promise<Iterable<string>>,
): Promise<void> {
  const asked: string[] = [];
  for (const base of bases) {
    const numbers = known.get(base)!;
    const from = numbers.upTo + 1;
    numbers.upTo = numbers.upTo === 0 ? 1 : numbers.upTo * GROWTH;
    for (let number = from; number <= numbers.upTo; number += 1) asked.push(numbered(base, number));
  }
  const taken = new Set(await takenAmong(asked));
  for (const base of bases) {
    const numbers = known.get(base)!;
    for (let number = 1; number <= numbers.upTo; number += 1)
      if (taken.has(numbered(base, number))) numbers.taken.add(numbered(base, number));
  }
}

/** Notes in `unsure` when its number was never looked at. */
function firstFree(
  base: string,
  { upTo, taken }: Numbers,
  { chosen, unsure }: { chosen: ReadonlySet<string>; unsure: Set<string> },
): string {
  let number = 1;
  while (taken.has(numbered(base, number)) || chosen.has(numbered(base, number))) number += 1;
  if (number > upTo) unsure.add(base);
  return numbered(base, number);
}

function numbered(base: string, number: number): string {
  return number === 1 ? base : `${base}-${number}`;
}
