import { routes } from '#lib/contract/routes.ts';
import { SEVERITY_RULES } from '#lib/policy/severity.ts';
import { compared, givenCluster, objectNamed } from './support/drift/given-fleet.ts';
import { open } from './support/open.ts';
import { expect, test } from './support/test.ts';

/** Time from a change in a cluster that is watched to the console, in milliseconds. */
const SEEN_WITHIN_MS = 10_000;

test('the Code page says what runs that git does not, the most severe first', async ({ page, api, fleet, until }) => {
  const { id, name } = await givenCluster(api, until, await fleet());
  await open(page, `${routes.code()}?clusterId=${id}&channel=all`);
  const cluster = page.getByRole('region', { name: 'Clusters' }).getByRole('listitem').filter({ hasText: name });
  await expect(cluster).toContainText('Drifted');
  await expect(cluster.getByRole('link', { name: /comparison \d+/ })).toBeVisible();

  const rows = page.getByRole('region', { name: 'Objects' }).getByRole('row');
  await expect(rows).toHaveCount(10);
  await expect(rows.nth(1)).toContainText('P0');
  const expected = [
    ['Role auth/session-reader', 'P0', 'kubectl-patch'],
    ['NetworkPolicy payments/ledger', 'P0', 'kubectl-edit'],
    ['Deployment payments/ledger', 'P1', 'kubectl-edit'],
    ['ClusterPolicy known-registries', 'P1', 'kubectl-edit'],
    ['Deployment agents/toolbox', '–', 'kubectl-create'],
    ['ConfigMap agents/support-agent', '–', 'kubectl-edit'],
  ] as const;
  for (const [object, urgency, manager] of expected) {
    const row = rows.filter({ hasText: object });
    await expect(row, object).toContainText(urgency);
    await expect(row, object).toContainText(manager);
  }
  // Scaled by an autoscaler, and with the sidecar of a mesh: no drift.
  await expect(rows.filter({ hasText: 'checkout' })).toHaveCount(0);
  await expect(rows.filter({ hasText: 'Deployment agents/support-agent' })).toHaveCount(0);
});

test('an object says field by field what differs, who wrote it when, and where git speaks of it', async ({
  page,
  api,
  fleet,
  until,
}) => {
  const made = await fleet();
  const { id } = await givenCluster(api, until, made);
  const ledger = await objectNamed(api, id, 'Deployment', 'ledger');
  await open(page, `${routes.code()}?clusterId=${id}`);
  await page.getByRole('link', { name: 'Deployment payments/ledger' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Deployment payments/ledger');
  await expect(page).toHaveURL(routes.driftObject(ledger.id));

  const differs = page.getByRole('region', { name: 'What differs' });
  await expect(differs).toContainText('spec.template.spec.containers[name="ledger"].env[name="SKIP_FRAUD_CHECK"]');
  await expect(differs).toContainText('kubectl-edit');
  await expect(differs).toContainText('Update');
  const verdict = page.getByRole('region', { name: 'Verdict' });
  await expect(verdict).toContainText(SEVERITY_RULES.t3_drift.rule);
  await expect(verdict).toContainText('Kustomization flux-system/payments');
  await expect(verdict).toContainText('clusters/demo-cluster/payments/ledger.yaml');
  await expect(verdict).toContainText(made.fleet.repository.commit.slice(0, 7));
  const sides = page.getByRole('region', { name: 'Both sides', exact: true });
  await expect(sides).toContainText('SKIP_FRAUD_CHECK');
});

test('a comparison is started by hand, shows how far it is, and can be stopped', async ({
  page,
  api,
  fleet,
  until,
}) => {
  const made = await fleet();
  const { id, name } = await givenCluster(api, until, made);
  made.fleet.cluster.fault({ on: '/apis/', fault: { kind: 'slow', delayMs: 500 } });
  await open(page, `${routes.code()}?clusterId=${id}`);
  const cluster = page.getByRole('region', { name: 'Clusters' }).getByRole('listitem').filter({ hasText: name });
  await cluster.getByRole('button', { name: 'Compare now' }).click();
  await expect(cluster.getByRole('progressbar', { name: `Comparison of ${name}` })).toBeVisible();
  await expect(cluster).toContainText(/\d+ of \d+ kinds read/);
  await cluster.getByRole('button', { name: 'Cancel' }).click();
  await expect(cluster.getByRole('button', { name: 'Compare now' })).toBeVisible();
  const comparisons = page.getByRole('region', { name: 'Latest comparisons' });
  await expect(comparisons.getByRole('row').nth(1)).toContainText('Cancelled');

  made.fleet.cluster.clearFaults();
  await cluster.getByRole('button', { name: 'Compare now' }).click();
  await expect(comparisons.getByRole('row').nth(1)).toContainText('Drifted');
  await expect(comparisons.getByRole('row').nth(1)).toContainText('Admin');
});

test('a change of the cluster comes to the page by itself, and so does its end', async ({
  page,
  api,
  fleet,
  until,
}) => {
  const made = await fleet([]);
  const { id } = await givenCluster(api, until, made);
  await open(page, `${routes.code()}?clusterId=${id}`);
  await expect(page.getByText('Everything that git has was compared, and runs as git says.')).toBeVisible();
  await expect(page.getByText('Watched', { exact: true })).toBeVisible();

  const row = page.getByRole('row').filter({ hasText: 'Deployment payments/checkout' });
  made.fleet.setDrift('checkout-rolled-back', true);
  await expect(row).toContainText('P1', { timeout: SEEN_WITHIN_MS });
  await expect(row).toContainText('kubectl-set');
  const { incidentId } = await objectNamed(api, id, 'Deployment', 'checkout');
  expect(incidentId).not.toBeNull();

  made.fleet.setDrift('checkout-rolled-back', false);
  await expect(row).toBeHidden({ timeout: SEEN_WITHIN_MS });
  await open(page, routes.incident(incidentId ?? 0));
  await expect(page.getByRole('region', { name: 'Verdict' })).toContainText(SEVERITY_RULES.t3_drift.rule);
  await expect(page.getByText('Cleared', { exact: true }).first()).toBeVisible();

  await page.getByRole('button', { name: 'Resolve' }).click();
  const dialog = page.getByRole('dialog', { name: 'Resolve the incident' });
  await dialog.getByRole('radio').first().check();
  await dialog.getByLabel('What did you find?').fill('A rollback by hand; Flux has put it back.');
  await dialog.getByRole('button', { name: 'Resolve' }).click();
  await expect(dialog).toBeHidden();
  expect(await api.call('getIncident', { params: { incidentId: incidentId ?? 0 } })).toMatchObject({
    status: 'resolved',
  });
});

test('a field that is no drift is ignored with a reason, and the rule shows what it hides', async ({
  page,
  api,
  fleet,
  until,
}) => {
  const { id } = await givenCluster(api, until, await fleet(['refunds-raised', 'toolbox-left']));
  const settings = await objectNamed(api, id, 'ConfigMap', 'support-agent');
  await open(page, routes.driftObject(settings.id));
  await page.getByRole('button', { name: 'Ignore data.MAX_REFUND_EUR' }).click();
  const dialog = page.getByRole('dialog', { name: 'Ignore drift' });
  await expect(dialog).toContainText('ConfigMap agents/support-agent');
  const reason = `Support raises it at Christmas (${id})`;
  await dialog.getByLabel('Reason').fill(reason);
  await dialog.getByRole('button', { name: 'Ignore it' }).click();
  await expect(dialog).toBeHidden();
  await api.call('startClusterScan', { body: { clusterId: id } });
  await compared(api, id);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 }).locator('..')).toContainText('Ignored');

  await open(page, routes.ignoreRules());
  const rule = page.getByRole('row').filter({ hasText: reason });
  await expect(rule).toContainText('1 difference of 1 object');
  await rule.getByRole('link').click();
  await expect(page.getByRole('region', { name: 'Objects' })).toContainText('ConfigMap agents/support-agent');
});
