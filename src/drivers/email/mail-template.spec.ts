import { describe, expect, it } from 'vitest';
import { MailTemplate } from './mail-template.js';
import type { TemplateContext } from './mail-template.js';

const context: TemplateContext = {
  job: { id: 'j', name: '<b>R&D</b>', type: 'email', ownerName: 'Ana', timezone: 'UTC' },
  run: {
    id: 'r',
    trigger: 'manual',
    attempt: 1,
    scheduledFor: null,
    startedAt: '2026-11-21 09:00:00 UTC',
    status: 'failed',
    error: 'No <route> to host',
    errorCode: 'UNREACHABLE',
    failuresInARow: 3,
  },
  datasets: { sales: { name: 'Sales', rowCount: 3 }, 'old-sales': { name: 'Old', rowCount: 0 } },
};
const text = (source: string): string => new MailTemplate(source, 'text').render(context);
const html = (source: string): string => new MailTemplate(source, 'html').render(context);

describe('a mail template', () => {
  it('fills in job, run and datasets', () => {
    expect(text('{{job.name}}: {{datasets.sales.rowCount}} of {{datasets.old-sales.name}} at {{run.startedAt}}')).toBe(
      '<b>R&D</b>: 3 of Old at 2026-11-21 09:00:00 UTC',
    );
    expect(text('{{#each datasets}}{{@key}}={{rowCount}};{{/each}}')).toBe('sales=3;old-sales=0;');
    expect(text('{{#if run.scheduledFor}}due{{else}}by hand{{/if}}')).toBe('by hand');
  });

  it('tells of the run that it follows', () => {
    expect(text('{{run.status}} {{run.failuresInARow}}x: {{run.error}}')).toBe('failed 3x: No <route> to host');
    expect(html('{{#if run.error}}{{run.error}}{{/if}}')).toBe('No &lt;route&gt; to host');
  });

  it('escapes values in HTML and refuses raw output there', () => {
    expect(html('<p>{{job.name}}</p>')).toBe('<p>&lt;b&gt;R&amp;D&lt;/b&gt;</p>');
    expect(() => html('{{{job.name}}}')).toThrow('line 1: raw output');
    expect(() => html('{{&job.name}}')).toThrow('raw output');
  });

  it('says which name is not defined', () => {
    expect(() => text('{{job.nmae}}')).toThrow(/"nmae" not defined/);
    expect(() => text('{{datasets.gone.rowCount}}')).toThrow(/not defined/);
  });

  it.each([
    ['{{#if a}}', /Parse error on line 1/],
    ['{{#each datasets}}{{#each ../datasets}}x{{/each}}{{/each}}', /inside an \{\{#each/],
    ['{{> footer}}', /partials/],
    ['{{#> layout}}x{{/layout}}', /partials/],
    ['{{#*inline "x"}}{{> x}}{{/inline}}', /decorators/],
    ['{{lookup job "name"}}', /no helper "lookup"/],
    ['{{#12 job}}x{{/12}}', /no helper ""/],
    ['{{log job.name}}', /no helper "log"/],
    ['{{#if (lookup job "name")}}x{{/if}}', /parentheses/],
    ['\n{{shout job.name}}', /line 2: there is no helper "shout"/],
  ])('refuses %j when it is written', (source, message) => {
    expect(() => new MailTemplate(source, 'text')).toThrow(message);
  });

  it.each([
    '{{constructor}}',
    '{{job.constructor}}',
    '{{job.__proto__.constructor}}',
    '{{#with job}}{{constructor.constructor}}{{/with}}',
    '{{job.name.constructor}}',
    '{{job.toString}}',
    '{{__lookupGetter__}}',
    '{{@root.constructor}}',
    '{{#with "s" as |string|}}{{string.constructor}}{{/with}}',
  ])('shows nothing of prototypes through %s', (source) => {
    let shown = '';
    try {
      shown = text(source);
    } catch (error) {
      shown = (error as Error).message;
    }
    expect(shown).not.toMatch(/function|native code|object Object/);
  });

  it('names the datasets it needs', () => {
    const template = new MailTemplate(
      '{{datasets.sales.rowCount}} {{#with datasets.old-sales}}{{name}}{{/with}}',
      'text',
    );
    expect(template.datasetAliases()).toEqual(['sales', 'old-sales']);
  });

  it('refuses to be drawn into work beyond its size', () => {
    const nested = (depth: number): string => `${'{{#if job}}'.repeat(depth)}x${'{{/if}}'.repeat(depth)}`;
    expect(text(nested(20))).toBe('x');
    expect(() => text(nested(21))).toThrow('more than 20 deep');
    expect(() => text(`{{#if job}}${'{{else if job}}'.repeat(30)}{{/if}}`)).toThrow('more than 20 deep');
    expect(() => text(nested(4000))).toThrow('more than 200 {{tags}}');
    const many = Array.from({ length: 51 }, (_, index) => `{{datasets.d${index}.name}}`).join('');
    expect(() => new MailTemplate(many, 'text').datasetAliases()).toThrow('more than 50 datasets');
  });

  it.each([
    ['parameters', `{{#if ${'a '.repeat(31_000)}}}x{{/if}}`, /longer than 500/],
    ['path segments', `{{${'a.'.repeat(5_000)}a}}`, /longer than 500/],
    ['parameters after a string with braces', `{{#if "}}" ${'a '.repeat(400)}}}x{{/if}}`, /longer than 500/],
    ['parameters after a name with braces', `{{#if [}}] ${'a '.repeat(400)}}}x{{/if}}`, /longer than 500/],
    ['parameters after an escaped tag', `\\{{ ' {{#if "' }}" ${'a '.repeat(400)}}}x{{/if}}`, /longer than 500/],
    ['text before the string ends', `{{#if "${'\\"'.repeat(400)}"}}x{{/if}}`, /longer than 500/],
    ['nothing that closes it', `${'x'.repeat(1_000)}{{job.name`, /Parse error|never closed/],
    ['raw text', '{{{{if job}}}} {{ {{{{/if}}}}', /raw blocks/],
    ['two parameters', '{{#if job run}}x{{/if}}', /one parameter/],
    ['named parameters', '{{#if run.attempt includeZero=true}}x{{/if}}', /named parameters/],
    ['seven names', '{{a.b.c.d.e.f.g}}', /more than 6/],
    ['seven names in a parameter', '{{#if a.b.c.d.e.f.g}}x{{/if}}', /more than 6/],
    ['four steps up', '{{../../../../job}}', /more than 3/],
    ['five block parameters', '{{#each datasets as |a b c d e|}}x{{/each}}', /more than 4/],
  ])('refuses a tag with %s', (_, source, message) => {
    expect(() => new MailTemplate(source, 'text')).toThrow(message);
  });

  it('takes long text, long comments, escaped tags and names that need quotes', () => {
    const long = "it's {fine} }} ".repeat(100);
    expect(text(`${long}{{! don't ${'x'.repeat(600)} }}{{!-- it's {{ ${'x'.repeat(600)} }} --}}|{{job.id}}`)).toBe(
      `${long}|j`,
    );
    expect(text(`\\{{it's}} ${'x'.repeat(600)} {{datasets.[old-sales].name}}`)).toBe(`{{it's}} ${'x'.repeat(600)} Old`);
    expect(text('{{#each datasets as |dataset alias|}}{{alias}}={{dataset.rowCount}} {{../job.id}};{{/each}}')).toBe(
      'sales=3 j;old-sales=0 j;',
    );
  });
});
