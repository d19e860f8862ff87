import { closeAll, driversWith, run } from '../driver-app.js';

/** How openfn jobs can be run on this machine; what is not possible is said, and left out. */
export async function possibleSandboxes(): Promise<('unshare' | 'process')[]> {
  const possible: ('unshare' | 'process')[] = [];
  for (const mode of ['unshare', 'process'] as const) {
    const app = await driversWith({ OPENFN_SANDBOX: mode });
    try {
      await run(app, 'openfn', { data: { body: '', adaptor: '@openfn/language-common' } });
      possible.push(mode);
    } catch (error) {
      if ((error as { code?: string }).code !== 'OPENFN_SANDBOX_UNAVAILABLE') throw error;
      console.warn(`The sandbox ${mode} is not tested: ${(error as Error).message}`);
    }
  }
  await closeAll();
  return possible;
}
