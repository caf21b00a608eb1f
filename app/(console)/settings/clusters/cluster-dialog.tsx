'use client';

import { Modal, Stack } from '@mantine/core';
import { useApiAction } from '#components/api/use-api-action.ts';
import { FormActions } from '#components/form/form-actions.tsx';
import { FormProblem } from '#components/form/form-problem.tsx';
import { useContractForm } from '#components/form/use-contract-form.ts';
import { type ClusterView, clusterBody } from '#lib/contract/drift/clusters.ts';
import { AccessInputs } from './access-inputs.tsx';
import { clusterFields, toClusterBody } from './cluster-fields.ts';
import { ScopeInputs } from './scope-inputs.tsx';
import { SourceInputs } from './source-inputs.tsx';

interface ClusterDialogProps {
  /** Null: a new one. */
  cluster: ClusterView | null;
  onClose: () => void;
}

/** Adds or changes a cluster; its credentials go in and never come out. */
export function ClusterDialog({ cluster, onClose }: ClusterDialogProps) {
  const answers = { onDone: onClose, onFailed: () => {} };
  const create = useApiAction('createCluster', { done: 'The cluster is added; test it next', ...answers });
  const update = useApiAction('updateCluster', { done: 'The cluster is saved', ...answers });
  const action = cluster === null ? create : update;
  const { form, onSubmit } = useContractForm({
    initialValues: clusterFields(cluster),
    schema: clusterBody,
    toBody: toClusterBody,
    problem: action.problem,
  });
  const save = onSubmit((body) => {
    if (cluster === null) create.run({ body });
    else update.run({ params: { clusterId: cluster.id }, body });
  });
  return (
    <Modal opened onClose={onClose} title={cluster === null ? 'Add a cluster' : `Edit ${cluster.name}`} size="xl">
      <form onSubmit={save} noValidate>
        <Stack gap="sm">
          <AccessInputs form={form} stored={cluster?.access ?? null} />
          <SourceInputs form={form} />
          <ScopeInputs form={form} />
          <FormProblem problem={action.problem} />
          <FormActions
            label={cluster === null ? 'Add the cluster' : 'Save'}
            pending={action.isPending}
            onClose={onClose}
          />
        </Stack>
      </form>
    </Modal>
  );
}
