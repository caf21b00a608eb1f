import { execFile } from 'node:child_process';
import { ROOT } from '#scripts/stack/root.ts';
import { open } from './support/open.ts';
import { HAS_RECORDINGS, RECORDINGS, REPEATED } from './support/recordings.ts';
import { expect, test } from './support/test.ts';

interface Night {
  task: string;
  model: string;
  repetition: number;
}

interface Rehearsed {
  exitCode: number;
  printed: string;
}

/** Runs the rehearsal as a person would, against the Tidemark whose data folder stands in the environment. */
function rehearse({ task, model, repetition }: Night): Promise<Rehearsed> {
  const options = {
    '--answers': REPEATED.answers,
    '--prompts': REPEATED.prompts,
    '--prefix': `${task}:few:`,
    '--baseline-model': 'gpt-35-turbo',
    '--tonight-model': model,
    '--tonight-repetitions': String(repetition),
    '--label': `${task} ${model}`.slice(0, 60),
  };
  const args = ['scripts/rehearse.ts', ...Object.entries(options).flat()];
  return new Promise((resolve) => {
    const child = execFile(process.execPath, args, { cwd: ROOT }, (_, stdout, stderr) =>
      resolve({ exitCode: child.exitCode ?? -1, printed: stdout + stderr }),
    );
  });
}

const FINE_TUNED = 'gpt-35_OAI_finetuned_same_task';

test.describe('answers recorded from real models', () => {
  test.skip(!HAS_RECORDINGS, `no recordings in ${RECORDINGS}; name their folder in TIDEMARK_RECORDED_DATA`);

  for (const task of ['navigate', 'logical_deduction']) {
    test(`${task}: another repetition of the same model is stable`, async ({ page }) => {
      const { exitCode, printed } = await rehearse({ task, model: 'gpt-35-turbo', repetition: 3 });
      expect(printed).toMatch(/^stable: /m);
      expect(exitCode).toBe(0);
      await open(page, /\/runs\/\d+/.exec(printed)?.[0] ?? '');
      await expect(page.getByRole('main')).toContainText('Stable');
      await expect(page.getByRole('main')).toContainText('of answer pairs differ against');
      await expect(page.getByRole('link', { name: /^Incident \d+$/ })).toBeHidden();
    });

    test(`${task}: another model behind the same name has drifted, old and new answers side by side`, async ({
      page,
    }) => {
      const { exitCode, printed } = await rehearse({ task, model: FINE_TUNED, repetition: 0 });
      expect(printed).toMatch(/^drifted: /m);
      expect(exitCode).toBe(1);
      await open(page, /\/incidents\/\d+/.exec(printed)?.[0] ?? '');
      const moved = page.getByRole('region', { name: 'What moved' });
      await expect(moved.getByText(`${task}:few:`).first()).toBeVisible();
      await moved
        .getByRole('button', { name: `${task}:few:` })
        .first()
        .click();
      await expect(moved.getByText('Baseline', { exact: true }).first()).toBeVisible();
      await expect(moved.getByText('New', { exact: true }).first()).toBeVisible();
      const run = /\/runs\/\d+/.exec(printed)?.[0] ?? '';
      await open(page, run);
      await expect(page.getByRole('main')).toContainText('Drifted');
    });
  }
});
