import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Histogram } from 'prom-client';
import { parse } from 'yaml';
import { MetricsRegistry } from '../../src/metrics/metrics-registry.js';
import { ApiClient } from '../support/api-client.js';
import { startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { page } from '../support/markdown.js';
import { ROOT } from './source-files.js';

interface Rule {
  alert: string;
  expr: string;
  labels: { severity: string };
  annotations: { summary: string; description: string };
}
interface Panel {
  id: number;
  type: string;
  title: string;
  targets?: { expr: string; legendFormat: string }[];
}

const read = (file: string): string => fs.readFileSync(path.join(ROOT, 'docs/operations', file), 'utf8');
const rules = (parse(read('alerts.yml')) as { groups: { rules: Rule[] }[] }).groups.flatMap((group) => group.rules);
const dashboard = JSON.parse(read('grafana-dashboard.json')) as {
  panels: Panel[];
  templating: { list: { query: string | { query: string } }[] };
};

/** Names of metrics in a text, as our own and Node's begin. */
const namesIn = (text: string): string[] => [
  ...new Set(Array.from(text.matchAll(/\b(?:punctual|nodejs|process)_[a-z0-9_]+/g), ([name]) => name)),
];

let service: TestApp;
/** Every series name that a scrape may have, and the labels that it may carry. */
const served = new Map<string, string[]>();

beforeAll(async () => {
  service = await startTestApp({ env: { NODE_ROLES: 'api' } });
  expect((await new ApiClient(service.url).get('/metrics')).status).toBe(200);
  const { registry } = service.app.get(MetricsRegistry);
  for (const { name } of registry.getMetricsAsArray()) {
    const metric = registry.getSingleMetric(name)!;
    const { labelNames = [] } = metric as unknown as { labelNames?: string[] };
    const suffixes = metric instanceof Histogram ? ['', '_bucket', '_sum', '_count'] : [''];
    for (const suffix of suffixes) served.set(name + suffix, labelNames);
  }
});
afterAll(() => service?.close());

const unknownIn = (text: string): string[] => namesIn(text).filter((name) => !served.has(name));
/** Labels that an expression selects or groups by: those that Prometheus itself adds are always there. */
const unknownLabelsIn = (expr: string): string[] => {
  const labels = new Set(namesIn(expr).flatMap((name) => served.get(name) ?? []));
  const selected = Array.from(expr.matchAll(/([a-z_]+)\s*(?:=~|!~|!=|=)\s*"/g), ([, label]) => label!);
  const grouped = Array.from(expr.matchAll(/by \(([^)]*)\)/g), ([, list]) => list!.split(/,\s*/)).flat();
  return [...selected, ...grouped].filter((label) => !labels.has(label) && !['instance', 'job', 'le'].includes(label));
};

describe('docs/operations/alerts.yml', () => {
  it.each(rules)('$alert asks for metrics and labels that there are', ({ expr }) => {
    expect([unknownIn(expr), unknownLabelsIn(expr)]).toEqual([[], []]);
  });

  it('says of every alert what it means and what to do', () => {
    expect(rules.length).toBeGreaterThan(10);
    for (const { labels, annotations } of rules) {
      expect(['critical', 'warning']).toContain(labels.severity);
      expect(annotations.summary).toMatch(/.{10}/);
      expect(annotations.description).toMatch(/.{20}/);
    }
    expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
  });
});

describe('docs/operations/grafana-dashboard.json', () => {
  const panels = dashboard.panels.filter(({ type }) => type !== 'row');

  it.each(panels)('$title shows metrics and labels that there are', ({ targets = [] }) => {
    for (const { expr, legendFormat } of targets) {
      expect([unknownIn(expr), unknownLabelsIn(expr)]).toEqual([[], []]);
      const shown = Array.from(legendFormat.matchAll(/\{\{(\w+)\}\}/g), ([, label]) => label!);
      const labels = [...namesIn(expr).flatMap((name) => served.get(name) ?? []), 'instance'];
      expect(shown.filter((label) => !labels.includes(label))).toEqual([]);
    }
  });

  it('has panels with different ids, and asks for its variables as they are', () => {
    expect(panels.length).toBeGreaterThan(15);
    expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length);
    expect(unknownIn(JSON.stringify(dashboard.templating))).toEqual([]);
  });
});

describe('docs/operations.md', () => {
  it('names every metric of ours, and none that there is not', () => {
    const text = page('docs/operations.md');
    expect(namesIn(text).filter((name) => name.startsWith('punctual_') && !served.has(name))).toEqual([]);
    const ours = [...served.keys()].filter(
      (name) => name.startsWith('punctual_') && !/_(?:bucket|sum|count)$/.test(name),
    );
    expect(ours.filter((name) => !text.includes(name))).toEqual([]);
  });
});
