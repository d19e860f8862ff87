import fs from 'node:fs';
import path from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiClient } from '../support/api-client.js';
import { browserPath, startBrowser } from '../support/browser.js';
import { Installation } from '../support/product-process.js';
import type { ProductProcess } from '../support/product-process.js';

const ROOT = path.resolve(import.meta.dirname, '../..');
const PASSWORD = 'a password for the browser';

describe('the documentation of the built product', () => {
  const installation = new Installation({ ADMIN_PASSWORD: PASSWORD });
  let product: ProductProcess;
  let admin: ApiClient;

  beforeAll(async () => {
    product = await installation.start();
    admin = await product.login('admin', PASSWORD);
  });
  afterAll(async () => {
    await product?.stop();
    await installation.remove();
  });

  it('serves at /openapi.json what openapi.json says', async () => {
    const { body } = await admin.get('/openapi.json');
    const committed = JSON.parse(fs.readFileSync(path.join(ROOT, 'openapi.json'), 'utf8')) as unknown;
    expect(body, 'run npm run openapi').toEqual(committed);
  });

  describe.skipIf(!browserPath)('as Swagger UI in Chromium', () => {
    let browser: Browser;
    let page: Page;
    const errors: string[] = [];

    beforeAll(async () => {
      browser = await startBrowser();
      page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
      page.on('pageerror', ({ message }) => errors.push(message));
      page.on('console', (message) => void (message.type() === 'error' && errors.push(message.text())));
      page.setDefaultTimeout(60_000);
      await page.goto(`${product.url}/docs`);
    });
    afterAll(() => browser?.close());

    const operation = (id: string): Locator => page.locator(`.opblock[id$="${id}"]`);

    /** The page has only those operations in its document that are near what one sees. */
    async function scrolledTo(block: Locator): Promise<Locator> {
      await page.evaluate('window.scrollTo(0, 0)');
      for (let turns = 0; turns < 100 && (await block.count()) === 0; turns += 1) {
        await page.mouse.wheel(0, 500);
        await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
      }
      return block;
    }

    /** Opens an operation, fills in what it needs, and presses Execute; the status and body that it shows. */
    async function execute(
      id: string,
      input: { body?: object; parameters?: Record<string, string> } = {},
    ): Promise<[string, string]> {
      const block = await scrolledTo(operation(id));
      await block.locator('.opblock-summary-control').click();
      await block.getByRole('button', { name: 'Try it out' }).click();
      for (const [name, value] of Object.entries(input.parameters ?? {}))
        await block.locator(`tr[data-param-name="${name}"] input`).fill(value);
      if (input.body) await block.locator('textarea.body-param__text').fill(JSON.stringify(input.body));
      await block.getByRole('button', { name: 'Execute' }).click();
      const shown = block.locator('.live-responses-table .response');
      const status = await shown.locator('.response-col_status').innerText();
      return [status.trim(), await shown.locator('.highlight-code code').innerText()];
    }

    it('logs in and is authorized with the token that it was given', async () => {
      const [status, answer] = await execute('AuthController_login', {
        body: { username: 'admin', password: PASSWORD },
      });
      expect(status).toMatch(/^200/);
      const { accessToken } = JSON.parse(answer) as { accessToken: string };
      await operation('AuthController_login').locator('.opblock-summary-control').click();
      await page.evaluate('window.scrollTo(0, 0)');
      await page.locator('.auth-wrapper .authorize').click();
      await page.locator('.auth-container input').fill(accessToken);
      await page.locator('.auth-container').getByRole('button', { name: 'Apply credentials' }).click();
      await page.locator('.auth-container').getByRole('button', { name: 'Close' }).click();
      expect(await page.locator('.auth-wrapper .authorize.locked').count()).toBe(1);
    });

    it('runs a job by nothing but Execute, and shows its result', async () => {
      const { body: job } = await admin.post('/api/jobs', {
        name: 'Daily Sales Report',
        type: 'noop',
        data: { progress: 2 },
      });
      // Id and body are filled in: whoever made the job of the examples has nothing to type.
      const [status, answer] = await execute('RunsController_run');
      expect(status).toMatch(/^200/);
      const result = JSON.parse(answer) as { success: boolean; id: string; history: unknown[] };
      expect(result.success).toBe(true);
      expect(result.history.length).toBeGreaterThan(2);
      const { body: record } = await admin.get(`/api/jobs/${job.id}/history/${result.id}`);
      expect(record).toMatchObject({ status: 'succeeded', trigger: 'manual' });
      if (process.env.WRITE_SCREENSHOT) await takeScreenshot(operation('RunsController_run'));
    });

    it('meets no error on the way, and nothing that its content policy forbids', () => {
      expect(errors).toEqual([]);
    });

    it('looks as the README shows it', () => {
      const picture = fs.readFileSync(path.join(ROOT, 'docs/swagger-ui.png'));
      expect(picture.subarray(1, 4).toString()).toBe('PNG');
      expect(fs.readFileSync(path.join(ROOT, 'README.md'), 'utf8')).toContain('(docs/swagger-ui.png)');
    });

    async function takeScreenshot(block: Locator): Promise<void> {
      await block.locator('.responses-wrapper').evaluate((element) => element.scrollIntoView());
      await page.screenshot({ path: path.join(ROOT, 'docs/swagger-ui.png') });
    }
  });
});
