import { halPage } from '../hal/hal-page.js';
import type { HalPage } from '../hal/hal-page.js';
import type { JobDriverDto } from './job-driver.dto.js';
import type { RegisteredDriver } from './registered-driver.js';

const PATH = '/api/job-drivers';

export function presentDriver(driver: RegisteredDriver): JobDriverDto {
  const { type, title, description, dataSchema, restricted } = driver;
  return { type, title, description, dataSchema, restricted, _links: { self: { href: `${PATH}/${type}` } } };
}

/** All drivers on one page. */
export function presentDrivers(drivers: RegisteredDriver[]): HalPage<JobDriverDto> {
  const items = drivers.map(presentDriver);
  const page = { start: 0, limit: items.length, total: items.length };
  return halPage({ rel: 'inf:job-driver', items, ...page, path: PATH, template: [] });
}
