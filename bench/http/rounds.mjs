// Alternated rounds: what else the machine does meanwhile meets all alike.
import { load } from './load-client.mjs';

/**
 * @param {Record<string, { port: number, path: string, token?: string }>} targets
 * @param {{ rounds: number, ms: number, connections: number }} options
 * @returns {Promise<Record<string, { p50: number, perSecond: number, spread: number, ratio: number }>>} medians; `spread` is
 *   (max - min) / median of requests per second, `ratio` the median of the rounds' ratios of `product` to this one
 */
export async function alternate(targets, { rounds, ms, connections }) {
  const results = Object.fromEntries(Object.keys(targets).map((name) => [name, []]));
  // Round 0 only warms up.
  for (let round = 0; round <= rounds; round += 1)
    for (const [name, target] of Object.entries(targets)) {
      const result = await load({ ...target, ms, connections });
      if (round > 0) results[name].push(result);
    }
  const product = results.product.map(({ perSecond }) => perSecond);
  return Object.fromEntries(
    Object.entries(results).map(([name, measured]) => {
      const perSecond = measured.map((result) => result.perSecond);
      return [
        name,
        {
          p50: median(measured.map((result) => result.p50)),
          perSecond: median(perSecond),
          spread: (Math.max(...perSecond) - Math.min(...perSecond)) / median(perSecond),
          ratio: median(product.map((value, round) => value / perSecond[round])),
        },
      ];
    }),
  );
}

export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
