import fs from 'node:fs';
import path from 'node:path';
import { ConfigMap, Secret, Service } from 'kubernetes-models/v1';
import { Deployment } from 'kubernetes-models/apps/v1';
import { Job } from 'kubernetes-models/batch/v1';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1';
import { describe, expect, it } from 'vitest';
import { readEnv } from '../../src/config/env.js';
import { CLOSING_MS, deployFile, wrongVariables, yamlDocuments } from '../support/deploy-files.js';
import { ROOT } from './source-files.js';

interface Manifest {
  apiVersion: string;
  kind: string;
  metadata: { name: string };
}
interface Container {
  command?: string[];
  env?: { name: string; value?: string; valueFrom?: { secretKeyRef: { name: string; key: string } } }[];
  envFrom?: Record<string, { name: string }>[];
  volumeMounts?: { name: string; mountPath: string }[];
  securityContext: Record<string, unknown>;
  [probe: string]: unknown;
}
interface PodSpec {
  terminationGracePeriodSeconds: number;
  securityContext: Record<string, unknown>;
  containers: [Container];
  volumes: { name: string }[];
}

const models: Record<string, new (manifest: never) => { validate(): void }> = {
  'v1 ConfigMap': ConfigMap,
  'v1 Secret': Secret,
  'v1 Service': Service,
  'apps/v1 Deployment': Deployment,
  'batch/v1 Job': Job,
  'policy/v1 PodDisruptionBudget': PodDisruptionBudget,
};

const files = fs.readdirSync(path.join(ROOT, 'deploy/kubernetes')).filter((name) => name !== 'kustomization.yaml');
const manifests = files.flatMap((name) => yamlDocuments<Manifest>(`kubernetes/${name}`));
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- says what the caller reads of it
const one = <T>(kind: string): T => manifests.find((manifest) => manifest.kind === kind) as T;
const validate = (manifest: Manifest): void =>
  new models[`${manifest.apiVersion} ${manifest.kind}`]!(manifest as never).validate();

const deployment = one<{
  spec: { selector: { matchLabels: object }; template: { metadata: { labels: object }; spec: PodSpec } };
}>('Deployment');
const pod = deployment.spec.template.spec;
const [node] = pod.containers;
const migration = one<{ spec: { template: { spec: PodSpec } } }>('Job').spec.template.spec;
const config = one<{ data: Record<string, string> }>('ConfigMap').data;
const secret = one<{ stringData: Record<string, string> }>('Secret').stringData;

describe('the manifests in deploy/kubernetes', () => {
  it.each(manifests.map((manifest) => [manifest.kind, manifest] as const))('hold a %s of its schema', (_, manifest) => {
    expect(() => validate(manifest)).not.toThrow();
  });

  it('would not pass with a mistake', () => {
    const broken = structuredClone(deployment) as unknown as Manifest & { spec: { replicas: unknown } };
    broken.spec.replicas = 'two';
    expect(() => validate(broken)).toThrow('replicas');
  });

  it('say that they were not run, and kustomization.yaml names all but the Secret and the migration', () => {
    const all = ['kustomization.yaml', ...files].map((name) => deployFile(`kubernetes/${name}`));
    expect(all.filter((text) => !text.startsWith('# NOT RUN'))).toEqual([]);
    const [kustomization] = yamlDocuments<{ resources: string[] }>('kubernetes/kustomization.yaml');
    const applied = files.filter((name) => !['secret.example.yaml', 'migrate-job.yaml'].includes(name));
    expect(kustomization!.resources.toSorted()).toEqual(applied.toSorted());
  });

  it('name only variables that the product reads, and they are a whole environment once secrets are filled in', () => {
    const given = Object.fromEntries(
      [...(node.env ?? []), ...(migration.containers[0].env ?? [])].map(({ name, value }) => [name, value]),
    );
    expect(wrongVariables({ ...config, ...secret, ...given })).toEqual([]);
    const filled = { JWT_SECRET: 'x'.repeat(64), SECRETS_KEY: 'y'.repeat(64), ADMIN_PASSWORD: 'z'.repeat(12) };
    expect(() =>
      readEnv({ ...config, ...secret, ...given, ...filled, DATABASE_URL: secret['DATABASE_URL'] }),
    ).not.toThrow();
  });

  it('keep secrets in the Secret', () => {
    expect(Object.keys(config).filter((name) => /SECRET|KEY|PASSWORD|TOKEN|DATABASE/.test(name))).toEqual([]);
    expect(node.envFrom).toEqual([{ configMapRef: { name: 'punctual' } }, { secretRef: { name: 'punctual' } }]);
    const reference = migration.containers[0].env?.[0]?.valueFrom?.secretKeyRef;
    expect(reference).toEqual({ name: 'punctual', key: 'DATABASE_URL' });
    expect(Object.keys(secret)).toContain(reference!.key);
  });

  it('run as a user that is not root, on a file system that is read only but for the data and temporary files', () => {
    for (const spec of [pod, migration]) {
      expect(spec.securityContext).toMatchObject({
        runAsNonRoot: true,
        runAsUser: 1000,
        seccompProfile: { type: 'RuntimeDefault' },
      });
      expect(spec.containers[0].securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
    }
    const dataDir = node.env?.find(({ name }) => name === 'DATA_DIR')?.value;
    expect(node.volumeMounts!.map(({ mountPath }) => mountPath)).toEqual([dataDir, '/tmp']);
    expect(node.volumeMounts!.map(({ name }) => name)).toEqual(pod.volumes.map(({ name }) => name));
  });

  it('give a pod time to drain: preStop, the grace of runs, and closing', () => {
    const { preStop } = node['lifecycle'] as { preStop: { exec: { command: [string, string] } } };
    const [sleep, seconds] = preStop.exec.command;
    expect(sleep).toBe('sleep');
    const neededMs = Number(seconds) * 1_000 + Number(config['SHUTDOWN_GRACE_MS']) + CLOSING_MS;
    expect(pod.terminationGracePeriodSeconds * 1_000).toBeGreaterThan(neededMs);
  });

  it('ask ready before sending requests, and live before restarting', () => {
    const pathOf = (probe: string): unknown => (node[probe] as { httpGet: { path: string } }).httpGet.path;
    expect(['startupProbe', 'readinessProbe', 'livenessProbe'].map(pathOf)).toEqual([
      '/health/live',
      '/health/ready',
      '/health/live',
    ]);
  });

  it('migrate before nodes start, which then do not', () => {
    expect(config['MIGRATE_ON_START']).toBe('false');
    expect(migration.containers[0].command).toEqual(['node', 'dist/src/migrate.js']);
  });

  it('select the pods of nodes, not those of the migration', () => {
    const { labels } = deployment.spec.template.metadata;
    const service = one<{ spec: { selector: object } }>('Service');
    const budget = one<{ spec: { selector: { matchLabels: object } } }>('PodDisruptionBudget');
    for (const selector of [
      deployment.spec.selector.matchLabels,
      service.spec.selector,
      budget.spec.selector.matchLabels,
    ])
      expect(selector).toEqual(labels);
    expect(
      one<{ spec: { template: { metadata: { labels: object } } } }>('Job').spec.template.metadata.labels,
    ).not.toEqual(labels);
  });
});
