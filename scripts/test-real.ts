import { REAL_CHECKS } from './checks/plan.ts';
import { runPlan } from './checks/run-plan.ts';

await runPlan(REAL_CHECKS);
