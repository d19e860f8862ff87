import fs from 'node:fs';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The Chromium of this machine; undefined where there is none, and the tests that need it are skipped. */
export const browserPath: string | undefined = PLACES.find((place) => fs.existsSync(place));

if (!browserPath) console.warn(`No Chromium (${PLACES.join(', ')}): the tests of Swagger UI are skipped.`);

/** A browser without a window, which talks to nobody of its own accord. */
export function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: browserPath ?? '',
    args: [
      // Chromium has no sandbox for root, which CI often is.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
