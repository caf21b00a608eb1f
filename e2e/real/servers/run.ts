import { once } from 'node:events';
import { z } from 'zod';
import { applyCrds } from './definitions.ts';
import { startKubernetes } from './kubernetes.ts';

// A cluster to try things on by hand, until Ctrl-C: node e2e/real/servers/run.ts [flux] [kyverno]
const sets = z.array(z.enum(['flux', 'kyverno'])).parse(process.argv.slice(2));
const stopped = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
await using cluster = await startKubernetes();
await Promise.all(sets.map((set) => applyCrds(cluster, set)));
console.log(`export KUBECONFIG=${cluster.kubeconfigPath}`);
await stopped;
