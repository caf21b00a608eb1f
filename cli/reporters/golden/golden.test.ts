import { describe, expect, it } from 'vitest';
import { attemptOf, mixedReport, regressedTask, reportOf } from '#lib/channels/prompt/report/testing.ts';
import { createProgressReporter } from './progress.ts';
import { gateReportText } from './report.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

function written(terminal: { isTTY?: boolean; columns?: number }): string[] {
  const parts: string[] = [];
  const { onProgress, end } = createProgressReporter({ ...terminal, write: (text) => parts.push(text) }, 2);
  const attempt = attemptOf();
  onProgress({ attempt, decision: null, made: 1, planned: 6 });
  onProgress({ attempt, decision: { taskId: 'greet', outcome: 'pass', reasons: [] }, made: 3, planned: 6 });
  const reasons = ['Passed 1 of 8.\u001b[31m\n'];
  onProgress({ attempt, decision: { taskId: 'refund', outcome: 'regressed', reasons }, made: 11, planned: 11 });
  end();
  return parts;
}

describe('progress', () => {
  it('keeps a bar below the lines of a terminal', () => {
    expect(written({ isTTY: true, columns: 100 })).toEqual([
      '\r\u001b[2K[####--------------------] 1 of 6 attempts, 0 of 2 tasks decided',
      '\r\u001b[2KPass            greet\n[############------------] 3 of 6 attempts, 1 of 2 tasks decided',
      '\r\u001b[2KRegressed       refund  Passed 1 of 8.\\u001b[31m\n[########################] 11 of 11 attempts, 2 of 2 tasks decided',
      '\r\u001b[2K',
    ]);
  });

  it('does not wrap in a narrow terminal', () => {
    expect(written({ isTTY: true, columns: 20 })[0]).toBe('\r\u001b[2K[####--------------');
  });

  it('writes lines alone where there is no terminal', () => {
    expect(written({})).toEqual([
      '[1/2] Pass            greet\n',
      '[2/2] Regressed       refund  Passed 1 of 8.\\u001b[31m\n',
    ]);
  });
});

describe('gateReportText', () => {
  it('says verdict, what regressed and why, then the rest', () => {
    expect(plain(gateReportText(mixedReport()))).toMatchInlineSnapshot(`
      "Must not ship: 1 task regressed: refund.

      support with demo-agent: prompts/support.md at 1a2b3c4d (fix-refunds), against main at 5e6f7a8b
      5 tasks: 1 pass, 1 regressed, 1 flaky, 1 base fails too, 1 unmeasured

      refund regressed: Refuses a refund over the limit (1 of 8 passed; baseline 10 of 10; old prompt 8 of 8)
        - Passed 1 of 8, against 10 of 10 in the baseline.
          old  This is refused: over the limit.
          new  Sure, refunded!

      Worth a look, not blocking
        Unmeasured      late  Rate limit.
        Base fails too  order  The old prompt fails alike.
        Flaky           sum  Failed 1 of 8, as chance explains.

      The suite changes too; review that as a change of its own
        - sum edited: the assertions

      3 calls, 993 tokens, $0.12, 14 s
      "
    `);
  });

  it('names the command that mends it, and no empty heading', () => {
    const text = gateReportText(
      reportOf({ verdict: 'fail', reason: 'Missing.', tasks: [], command: 'tidemark golden bless' }),
    );
    expect(plain(text)).toBe(
      'Must not ship: Missing.\n\nsupport with demo-agent: prompts/support.md at 1a2b3c4d (fix-refunds), against main at 5e6f7a8b\n0 tasks\n\nIf the change is intended, write new baselines and commit them:\n  tidemark golden bless\n\n3 calls, 993 tokens, $0.12, 14 s\n',
    );
  });

  it('says what could not be judged', () => {
    expect(gateReportText(reportOf({ notes: ['The gateway tells no token usage.'] }))).toContain(
      '\nThe gateway tells no token usage.\n',
    );
  });

  it('never sends control characters of a model or a file to the terminal', () => {
    const evil = 'a\u001b[2J\u202eb\r';
    const attempts = [attemptOf({ outcome: 'fail', reason: evil, output: evil })];
    const task = regressedTask({ title: evil, reasons: [evil], attempts });
    const head = { commit: null, branch: evil, promptHash: '', promptPath: evil };
    const suiteChanges = [{ id: 'x', kind: 'edited' as const, detail: evil }];
    const text = gateReportText(reportOf({ reason: evil, model: evil, head, tasks: [task], suiteChanges }));
    expect(text).not.toMatch(/(?!\n)\p{Cc}|\p{Bidi_Control}/u);
    expect(text).toContain('new  a\\u001b[2J\\u202eb');
  });
});
