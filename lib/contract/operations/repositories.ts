import { z } from 'zod';
import { idText, page, pageQuery } from '../common.ts';
import { connectionTest } from '../endpoints.ts';
import { noContent, operation } from '../operation.ts';
import { repositoryBody, repositoryPatch, repositoryView } from '../repositories.ts';

const repositoryParams = z.object({ repositoryId: idText });

export const repositoryOperations = {
  listRepositories: operation({
    tag: 'Repositories',
    summary: 'List the git repositories with golden suites',
    permission: 'view',
    query: pageQuery,
    response: page(repositoryView),
  }),
  createRepository: operation({
    tag: 'Repositories',
    summary: 'Add a git repository',
    permission: 'repository.write',
    body: repositoryBody,
    status: 201,
    response: repositoryView,
  }),
  updateRepository: operation({
    tag: 'Repositories',
    summary: 'Change a git repository or its token',
    permission: 'repository.write',
    params: repositoryParams,
    body: repositoryPatch,
    response: repositoryView,
  }),
  deleteRepository: operation({
    tag: 'Repositories',
    summary: 'Remove a git repository that has no runs and no Langfuse project',
    permission: 'repository.write',
    params: repositoryParams,
    status: 204,
    response: noContent,
  }),
  testRepository: operation({
    tag: 'Repositories',
    summary: 'Fetch the branch, read project and suite, and ask the forge; nothing is written',
    permission: 'repository.write',
    params: repositoryParams,
    response: connectionTest,
  }),
};
