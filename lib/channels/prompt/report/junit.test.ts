import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reportJunit } from './junit.ts';
import { attemptOf, mixedReport, regressedTask, reportOf, taskOf } from './testing.ts';
import { xmlDocument } from './xml.ts';

describe('reportJunit', () => {
  it('has a test case a task: regressed fails, what says nothing about the prompt is skipped', () => {
    const lines = reportJunit(mixedReport()).split('\n');
    expect(lines.slice(0, 3)).toEqual([
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<testsuites name="Golden suite" tests="5" failures="1" errors="0" time="14">',
      '  <testsuite name="support with demo-agent" tests="5" failures="1" errors="0" skipped="3" time="14" timestamp="2026-11-23T12:00:00">',
    ]);
    expect(lines[3]).toBe('    <testcase name="refund" classname="golden.support" time="2.436">');
    expect(lines[4]).toBe(
      '      <failure message="Passed 1 of 8, against 10 of 10 in the baseline." type="regressed">Refuses a refund over the limit',
    );
    const text = lines.join('\n');
    expect(text).toContain('contains "refused": the answer does not contain it');
    expect(text).toContain('New prompt:\nSure, refunded!');
    expect(text).toContain('Old prompt:\nThis is refused: over the limit.');
    expect(text).toContain('<skipped type="flaky" message="Failed 1 of 8, as chance explains."/>');
    expect(text).toContain('<skipped type="unmeasured" message="Rate limit."/>');
    expect(text).toContain('<skipped type="base-also-fails" message="The old prompt fails alike."/>');
    expect(text).toContain('<testcase name="greet" classname="golden.support" time="2.436"/>');
    expect(lines.slice(-3)).toEqual(['  </testsuite>', '</testsuites>', '']);
  });

  it('fails a task without a baseline', () => {
    const tasks = [taskOf({ outcome: 'unmeasured', reasons: ['No baseline.'], baseline: null })];
    const text = reportJunit(
      reportOf({ verdict: 'fail', reason: 'No baseline.', tasks, missingBaselines: ['refund'] }),
    );
    expect(text).toContain('failures="1"');
    expect(text).toContain('type="baseline-missing"');
    expect(text).not.toContain('name="gate"');
  });

  it('is not green where only the gate as a whole is not', () => {
    const missing = reportOf({ verdict: 'fail', reason: 'Missing baseline update.', command: 'tidemark golden bless' });
    expect(reportJunit(missing)).toContain(
      '<failure message="Missing baseline update." type="gate">Must not ship: Missing baseline update.\n\ntidemark golden bless</failure>',
    );
    const tasks = [taskOf({ outcome: 'unmeasured', reasons: ['Rate limit.'] })];
    const unmeasured = reportJunit(reportOf({ verdict: 'unmeasured', reason: '1 task could not be measured.', tasks }));
    expect(unmeasured).toContain('tests="2" failures="0" errors="1" skipped="1"');
    expect(unmeasured).toContain('<error message="1 task could not be measured." type="unmeasured">');
  });

  it('keeps XML whole, whatever a model says', () => {
    const output = ']]> <a href="x">&amp;\u0000\u001b[31m\ud800 \uffff😀\r\n</failure>';
    const task = regressedTask({
      title: output,
      reasons: [output],
      attempts: [attemptOf({ outcome: 'fail', output })],
    });
    const text = reportJunit(reportOf({ verdict: 'fail', tasks: [task] }));
    expect(text).not.toMatch(/(?!\n)\p{Cc}|\uffff/u);
    expect(text.match(/<\/failure>/g)).toHaveLength(1);
    expect(text).toContain(']]&gt; &lt;a href="x"&gt;&amp;amp;[31m\ufffd 😀&#13;\n&lt;/failure&gt;');
    expect(text).toContain(
      'message="]]&gt; &lt;a href=&quot;x&quot;&gt;&amp;amp;[31m\ufffd 😀&#13;&#10;&lt;/failure&gt;"',
    );
  });
});

describe('xmlDocument', () => {
  it('has no mark and no forbidden character in what was text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const written = xmlDocument({ name: 'a', attributes: { b: text }, children: [`-${text}`] });
        const [, attribute = '', content = ''] = /^<\?xml.*\?>\n<a b="([^"]*)">([\s\S]*)<\/a>\n$/.exec(written) ?? [];
        expect(attribute).not.toMatch(/[<>"\n\r\t]/);
        expect(content).toMatch(/^-/);
        expect(content).not.toMatch(/[<>\r]/);
        expect(written).toMatch(/^[\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u);
        const entity = /&(?!(amp|lt|gt|quot|#10|#13|#9);)/;
        expect(`${attribute}${content}`).not.toMatch(entity);
      }),
    );
  });
});
