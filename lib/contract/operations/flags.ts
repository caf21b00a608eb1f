import { page, pageQuery } from '../common.ts';
import {
  flagDecisionView,
  flagDriftView,
  flagObjectParams,
  flagRejectBody,
  flagSourceBody,
  flagSourceParams,
  flagSourcePatch,
  flagSourceView,
  flagSyncBody,
  flagSyncPreview,
} from '../drift/flags.ts';
import { driftObjectListQuery } from '../drift/objects.ts';
import { connectionTest } from '../endpoints.ts';
import { noContent, operation } from '../operation.ts';

export const flagOperations = {
  listFlagSources: operation({
    tag: 'Feature flags',
    summary: 'List the flagds that are compared with git',
    permission: 'view',
    query: pageQuery,
    response: page(flagSourceView),
  }),
  createFlagSource: operation({
    tag: 'Feature flags',
    summary: 'Add a flagd',
    permission: 'cluster.write',
    body: flagSourceBody,
    status: 201,
    response: flagSourceView,
  }),
  updateFlagSource: operation({
    tag: 'Feature flags',
    summary: 'Change a flagd',
    permission: 'cluster.write',
    params: flagSourceParams,
    body: flagSourcePatch,
    response: flagSourceView,
  }),
  deleteFlagSource: operation({
    tag: 'Feature flags',
    summary: 'Remove a flagd that was never compared',
    permission: 'cluster.write',
    params: flagSourceParams,
    status: 204,
    response: noContent,
  }),
  testFlagSource: operation({
    tag: 'Feature flags',
    summary: 'Read the flags of flagd and of git; nothing is stored',
    permission: 'cluster.write',
    params: flagSourceParams,
    response: connectionTest,
  }),
  compareFlagSource: operation({
    tag: 'Feature flags',
    summary: 'Compare a flagd with git now',
    permission: 'cluster.scan',
    params: flagSourceParams,
    response: flagSourceView,
  }),
  listFlagDrifts: operation({
    tag: 'Feature flags',
    summary: 'List flags that differ, both sides, with what was decided',
    permission: 'view',
    query: driftObjectListQuery,
    response: page(flagDriftView),
  }),
  previewFlagSync: operation({
    tag: 'Feature flags',
    summary: 'The change of git that would make the live side its own; nothing is written',
    permission: 'flag.decide',
    params: flagObjectParams,
    response: flagSyncPreview,
  }),
  syncFlag: operation({
    tag: 'Feature flags',
    summary: 'Bring the live side of a flag to git as a branch and a pull request',
    permission: 'flag.decide',
    params: flagObjectParams,
    body: flagSyncBody,
    status: 201,
    response: flagDecisionView,
  }),
  rejectFlag: operation({
    tag: 'Feature flags',
    summary: 'Refuse the live side of a flag: git stays',
    permission: 'flag.decide',
    params: flagObjectParams,
    body: flagRejectBody,
    status: 201,
    response: flagDecisionView,
  }),
};
