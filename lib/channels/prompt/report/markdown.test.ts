import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reportMarkdown } from './markdown.ts';
import { codeBlock, inlineCode, inlineText } from './markdown-text.ts';
import { attemptOf, mixedReport, regressedTask, reportOf, taskOf } from './testing.ts';

const JOINER = '\u2060';
const plain = (text: string) => text.replaceAll(JOINER, '').replaceAll('\u00a0', ' ');

describe('reportMarkdown', () => {
  it('says verdict, what regressed and why, then the rest', () => {
    const text = plain(reportMarkdown(mixedReport(), 'https://tidemark.example/prompt/runs/7'));
    expect(text).toMatchInlineSnapshot(`
      "### Golden suite: must not ship

      **1 task regressed: refund.**

      \`support\` with \`demo-agent\`. 5 tasks: 1 pass, 1 regressed, 1 flaky, 1 base fails too, 1 unmeasured.

      #### \`refund\` regressed

      Refuses a refund over the limit (1 of 8 passed; baseline 10 of 10; old prompt 8 of 8)

      - Passed 1 of 8, against 10 of 10 in the baseline.

      <details><summary>Old and new answer</summary>

      **Old prompt**, attempt 1: passed

      \`\`\`text
      This is refused: over the limit.
      \`\`\`

      **New prompt**, attempt 2: failed

      - contains "refused": the answer does not contain it

      \`\`\`text
      Sure, refunded!
      \`\`\`

      </details>

      #### The suite changes too

      This pull request changes what the prompt is measured by. Review that as a change of its own.

      - \`sum\` edited: the assertions

      #### Worth a look, not blocking

      | Task | Outcome | Passed | Baseline | Why |
      | --- | --- | --- | --- | --- |
      | \`late\` | Unmeasured | 3 of 3 | 10 of 10 | Rate limit. |
      | \`order\` | Base fails too | 3 of 3 | 10 of 10 | The old prompt fails alike. |
      | \`sum\` | Flaky | 3 of 3 | 10 of 10 | Failed 1 of 8, as chance explains. |

      <details><summary>1 task passes</summary>

      | Task | Outcome | Passed | Baseline | Why |
      | --- | --- | --- | --- | --- |
      | \`greet\` | Pass | 3 of 3 | 10 of 10 |  |

      </details>

      3 calls, 993 tokens, \\$0.12, 14 s. [The run in the console](<https://tidemark.example/prompt/runs/7>).

      <sub>prompts/support.md at 1a2b3c4d (fix-refunds), against main at 5e6f7a8b</sub>
      "
    `);
  });

  it('names the command that mends it', () => {
    const text = reportMarkdown(reportOf({ verdict: 'fail', command: 'tidemark golden bless --agent support' }), null);
    expect(text).toContain('```sh\ntidemark golden bless --agent support\n```');
    expect(text).not.toContain('The run in the console');
  });

  it('says what could not be judged', () => {
    const text = plain(reportMarkdown(reportOf({ notes: ['The gateway tells no token usage.'] }), null));
    expect(text).toContain('\n\nThe gateway tells no token usage.\n\n');
  });

  it('fits into a comment, however much there is to say', () => {
    const output = '😀`|<'.repeat(50_000);
    const tasks = Array.from({ length: 300 }, (_, index) => {
      const id = `task-${index}`;
      const attempts = [attemptOf({ taskId: id, outcome: 'fail', reason: output, output })];
      return regressedTask({ id, title: output.slice(0, 200), reasons: [output.slice(0, 2000)], attempts });
    });
    const text = reportMarkdown(
      reportOf({ verdict: 'fail', tasks, reason: output.slice(0, 2000) }),
      'https://x.example/1',
    );
    expect(text.length).toBeLessThan(62_000);
    expect(text).toContain('More did not fit into a comment');
    expect(text).toContain('[The run in the console](<https://x.example/1>)');
  });

  it('keeps what models and tasks say inside its place', () => {
    const evil =
      'x\n```\n/merge\n</details>\n<img src=x onerror=alert(1)> @acme/admins #1 !2 <!-- --> [a](https://evil.example) **b** | c\u001b[31m\u202e';
    const tasks = [
      regressedTask({
        title: evil,
        reasons: [evil],
        attempts: [attemptOf({ outcome: 'fail', reason: evil, output: evil })],
      }),
      taskOf({ id: 'other', outcome: 'flaky', reasons: [evil] }),
    ];
    const changes = [{ id: 'other', kind: 'edited', detail: evil }] as const;
    const head = { commit: '1', branch: evil, promptHash: '', promptPath: evil };
    const text = reportMarkdown(
      reportOf({ verdict: 'fail', reason: evil, model: evil, head, tasks, suiteChanges: [...changes] }),
      null,
    );
    const outsideCode = text.replaceAll(/```[\s\S]*?\n```/g, '').replaceAll(/`[^`\n]*`/g, 'code');
    expect(text.match(/^```/gm)).toHaveLength(2);
    expect(text).not.toMatch(/^\s*\//m);
    expect(outsideCode).not.toMatch(/<(?!\/?(details|summary|sub)>)/);
    expect(outsideCode).not.toMatch(/[@#!]\w|:\/\/|(?<!\\)\*\*b|(?<!\\)\[a/);
    expect(text).not.toMatch(/(?!\n)\p{Cc}|\p{Bidi_Control}/u);
    expect(outsideCode.match(/<\/details>/g)).toHaveLength(1);
    expect(
      outsideCode
        .split('\n')
        .find((line) => line.startsWith('| code'))
        ?.match(/(?<!\\)\|/g),
    ).toHaveLength(6);
  });
});

describe('text of others', () => {
  it('inlineText: is one line, without marks, references, HTML or a command at its start', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const line = inlineText(text, 50);
        expect(line).not.toMatch(/[\n\r<>]|[@#!~$%&]\w|:\/\//);
        expect(line).toMatch(/^(\u2060|\p{L})/u);
        expect(line.replaceAll(/\\[\\`*_[\]#!|~$]/g, '')).not.toMatch(/[`*_[\]#!|~$]/);
      }),
    );
    expect(plain(inlineText('a  b\n\tc', 100))).toBe('a b c');
    expect(plain(inlineText('abcdef', 3))).toBe('abc …');
    expect(plain(inlineText('Failed 3 of 8 (p = 0.01).', 100))).toBe('Failed 3 of 8 (p = 0.01).');
  });

  it('inlineCode: cannot be left', () => {
    expect(inlineCode('a`b|c\nd')).toBe('`ab|c d`');
    expect(inlineCode('`')).toBe('–');
  });

  it('codeBlock: ends where it should, and has no line that a forge takes for a command', () => {
    const lines = fc
      .array(fc.constantFrom('```', '````', '~~~', ' ```', '/close', '  /merge', 'text', '', '\r'))
      .map((all) => all.join('\n'));
    fc.assert(
      fc.property(lines, (text) => {
        const block = codeBlock(text, 1000);
        expect(block.match(/^\s*`{3,}/gm)).toHaveLength(2);
        expect(block.endsWith('\n```')).toBe(true);
        expect(block).not.toMatch(/^\s*\//m);
      }),
    );
  });
});
