import { z } from 'zod';
import { idText, page, pageQuery } from '../common.ts';
import { operation } from '../operation.ts';
import { suiteVersionDetail, suiteView } from '../suites.ts';

export const suiteOperations = {
  listSuites: operation({
    tag: 'Suites',
    summary: 'List canary suites with their versions',
    permission: 'view',
    query: pageQuery,
    response: page(suiteView),
  }),
  getSuite: operation({
    tag: 'Suites',
    summary: 'One suite with its versions',
    permission: 'view',
    params: z.object({ suiteId: idText }),
    response: suiteView,
  }),
  getSuiteVersion: operation({
    tag: 'Suites',
    summary: 'The frozen prompts of one version',
    permission: 'view',
    params: z.object({ versionId: idText }),
    response: suiteVersionDetail,
  }),
};
