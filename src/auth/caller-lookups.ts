/**
 * Asks for many at once: what is wanted within one turn of the event loop goes into one statement, which begins after all
 * of them. So each is as fresh as if asked alone, and a busy node asks the database far less often.
 */
export class CallerLookups<Row> {
  private next: { ids: Set<string>; rows: Promise<Map<string, Row>> } | undefined;

  constructor(private readonly find: (ids: string[]) => Promise<Map<string, Row>>) {}

  async get(id: string): Promise<Row | undefined> {
    this.next ??= this.begin();
    this.next.ids.add(id);
    return (await this.next.rows).get(id);
  }

  private begin(): NonNullable<typeof this.next> {
    const ids = new Set<string>();
    const rows = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      this.next = undefined;
      return this.find([...ids]);
    });
    return { ids, rows };
  }
}
