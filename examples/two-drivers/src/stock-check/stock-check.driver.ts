import { DriverError, JobDriver } from 'punctual';
import type { DriverResult, JobContext, JobDriverHandler } from 'punctual';
import { StockCheckData } from './stock-check-data.dto.js';

const MAX_NAMED = 20;

/** Fails when an article runs out: rows of the dataset have `article` and `pieces`. */
@JobDriver({ type: 'stock-check', title: 'Stock check', data: StockCheckData })
export class StockCheckDriver implements JobDriverHandler<StockCheckData> {
  async run({ job, dataset, log, signal }: JobContext<StockCheckData>): Promise<DriverResult> {
    const { atLeast } = job.data;
    const { name, rows } = await dataset(job.data.dataset);
    let articles = 0;
    const short: string[] = [];
    for await (const { article, pieces } of rows) {
      signal.throwIfAborted();
      articles += 1;
      if (Number(pieces) < atLeast && short.length < MAX_NAMED) short.push(String(article).slice(0, 100));
    }
    log(`${articles} articles of ${name} were looked at.`);
    if (short.length > 0)
      throw new DriverError('OUT_OF_STOCK', `Fewer than ${atLeast} pieces: ${short.join(', ')}. Order them.`);
    return { data: { articles } };
  }
}
