/** The name as it is stored: without outer spaces, runs of spaces as one. */
export function tidyTagName(name: string): string {
  return name.normalize('NFC').trim().replaceAll(/\s+/gu, ' ');
}

/** What a name is compared by: two tags can't differ in case only. */
export function tagKey(name: string): string {
  return tidyTagName(name).toLowerCase();
}
