import { CHECKS } from './checks/plan.ts';
import { runPlan } from './checks/run-plan.ts';

await runPlan(CHECKS);
