import { constants } from 'node:fs';
import { access, mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { GateReport } from '#lib/channels/prompt/report/format.ts';
import { messageOf, TidemarkError } from '#lib/platform/errors.ts';
import type { World } from '../../world.ts';

/** Files that a gate is asked to write, by their options. */
export interface ReportFiles {
  junit?: string;
  markdown?: string;
}

/** What each option writes. A report is loaded when it is asked for, so that the command starts fast. */
const REPORTS = {
  junit: async (report: GateReport) => (await import('#lib/channels/prompt/report/junit.ts')).reportJunit(report),
  markdown: async (report: GateReport) =>
    (await import('#lib/channels/prompt/report/markdown.ts')).reportMarkdown(report, null),
} as const satisfies Record<keyof ReportFiles, (report: GateReport) => Promise<string>>;

const OPTIONS = ['junit', 'markdown'] as const satisfies readonly (keyof ReportFiles)[];

/**
 * Makes the folders of the reports and checks that they can be written, before a gate spends anything.
 *
 * @throws TidemarkError `invalid_input`, naming the option and what keeps its file from being written
 */
export async function checkReportFiles(files: ReportFiles): Promise<void> {
  for (const option of OPTIONS) {
    const path = files[option];
    if (path === undefined) continue;
    const refused = await whyNot(path);
    if (refused === null) continue;
    throw new TidemarkError('invalid_input', `--${option} ${path} cannot be written: ${refused}. Name another file.`);
  }
}

async function whyNot(path: string): Promise<string | null> {
  try {
    await mkdir(dirname(path), { recursive: true });
    const found = await stat(path).catch(() => null);
    if (found?.isDirectory() === true) return 'it is a folder';
    await access(found === null ? dirname(path) : path, constants.W_OK);
    return null;
  } catch (error) {
    return messageOf(error);
  }
}

/** Writes the reports that were asked for. What fails is told on stderr: it changes neither verdict nor exit code. */
export async function writeReportFiles(report: GateReport, files: ReportFiles, { stderr }: World): Promise<void> {
  for (const option of OPTIONS) {
    const path = files[option];
    if (path === undefined) continue;
    await writeFile(path, await REPORTS[option](report)).catch((error: unknown) => {
      stderr.write(`tidemark: The report of --${option} was not written. ${messageOf(error)}\n`);
    });
  }
}
