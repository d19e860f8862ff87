// GET /api/jobs-list: how fast all jobs come, and how much memory that takes, while the client reads as it comes.
import { memoryMb } from './processes.mjs';

const SAMPLE_MS = 50;

/** @returns {Promise<{ seconds: number, megabytes: number, before: number, most: number }>} memory in MB of resident set */
export async function readFlatList(product, token) {
  const before = memoryMb(product).now;
  let most = before;
  const sampler = setInterval(() => (most = Math.max(most, memoryMb(product).now)), SAMPLE_MS);
  const startedAt = performance.now();
  let bytes = 0;
  const response = await fetch(`http://127.0.0.1:${product.port}/api/jobs-list`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  for await (const chunk of response.body) bytes += chunk.length;
  clearInterval(sampler);
  return { seconds: (performance.now() - startedAt) / 1000, megabytes: bytes / 1e6, before, most };
}
