import { gateReport } from '../report/format.ts';

/** What a finished run keeps of its report: all but the tasks, which have rows of their own. */
export const storedReport = gateReport.omit({ tasks: true });
