import { describe, expect, it } from 'vitest';
import { MAX_FILE_BYTES } from '#lib/yaml/file.ts';
import { formatProblem } from '#lib/yaml/problem.ts';
import { checkSuite, loadSuite, parseTask } from './parse.ts';

const VALID = `id: refund
title: Refunds
agents: [support]
input:
  messages:
    - { role: user, content: Refund it. }
  tools:
    - name: refund
      parameters: { type: object }
      results: [{ result: done }]
expect:
  schema: { type: object }
assertions:
  - { kind: regex, pattern: 'a+' }
  - { kind: tool-call, name: refund }
  - { kind: json-path, path: $.a, equals: 1 }
rubric:
  items:
    - { id: a, text: Kind, weight: 0.5 }
    - { id: b, text: Right, weight: 0.5 }
baselines:
  - agent: support
    model: m
    passes: 9
    runs: 10
    confidence: null
    latencyMs: 12.5
    tokens: 100
    promptHash: ${'a'.repeat(64)}
    taskHash: ${'b'.repeat(64)}
    measuredAt: 2026-11-23T09:00:00Z
    blessedBy: Ada
`;

const problemsOf = (text: string, path = 'evals/golden/refund.yaml') =>
  checkSuite([{ path, text }]).problems.map(formatProblem);

describe('parseTask', () => {
  it('writes defaults out', () => {
    const task = parseTask(VALID, 'evals/golden/refund.yaml');
    expect(task).toMatchObject({
      id: 'refund',
      description: '',
      taskClass: 'general',
      tags: [],
      input: { files: [], tools: [{ description: '' }] },
      assertions: [{ flags: '' }, {}, {}],
      rubric: { passAt: 0.7 },
      baselines: [{ latencyMs: 12.5, measuredAt: '2026-11-23T09:00:00Z' }],
    });
  });

  it('throws one error with file, line and reason of every problem', () => {
    const text = VALID.replace('title: Refunds', 'titel: Refunds').replace('agents: [support]', 'agents: []');
    expect(() => parseTask(text, 'a/refund.yaml')).toThrow(
      expect.objectContaining({
        code: 'invalid_input',
        message: expect.stringContaining('a/refund.yaml:2:1 unknown key "titel"'),
        issues: [
          { path: 'a/refund.yaml:1:1', message: '"title" is missing' },
          { path: 'a/refund.yaml:2:1', message: 'unknown key "titel"' },
          { path: 'a/refund.yaml:3:9', message: '"agents" must have at least 1 entries' },
        ],
      }),
    );
  });
});

describe('what is no golden task', () => {
  it.each([
    [
      'broken YAML',
      'id: refund',
      'id: "refund',
      /^evals\/golden\/refund\.yaml:\d+:\d+ is not valid YAML: Missing closing "quote/,
    ],
    ['an id that is not the file', 'id: refund', 'id: refunds', /:1:5 "id" must be the name of the file, "refund"$/],
    ['a path as id', 'id: refund', 'id: ../../refund', /:1:5 "id" must be 1 to 63 lower-case letters, digits and -/],
    ['an id with a line feed', 'id: refund', 'id: "refund\\n"', /:1:5 "id" must be 1 to 63/],
    ['an agent twice', '[support]', '[support, support]', /:3:19 agent "support" is named twice$/],
    ['no message', '- { role: user, content: Refund it. }', '[]', /:6:5 "messages" must have at least 1 entries/],
    [
      'a system turn',
      'role: user',
      'role: system',
      /:6:15 "role" must be one of user, assistant, tool, found "system"/,
    ],
    ['an answered last turn', 'role: user', 'role: assistant', /:6:7 the last turn must come from the user or a tool/],
    [
      'a tool turn without a call',
      '{ role: user, content: Refund it. }',
      '{ role: tool, toolCallId: x, content: y }',
      /:6:33 no earlier turn calls a tool as "x"$/,
    ],
    [
      'a tool without results',
      'results: [{ result: done }]',
      'results: []',
      /:10:16 "results" must have at least 1 entries/,
    ],
    [
      'a result behind one that fits all',
      '{ result: done }]',
      '{ result: done }, { result: late }]',
      /:10:35 is never used: the result before it/,
    ],
    [
      'parameters of no object',
      'parameters: { type: object }',
      'parameters: { type: string }',
      /:9:19 "parameters" must say "type: object"/,
    ],
    [
      'a schema that is none',
      'schema: { type: object }',
      'schema: { type: strin }',
      /:12:11 "schema" is no JSON Schema: type must be equal/,
    ],
    ['a regex that does not compile', "'a+'", "'(a'", /:14:29 "pattern" does not compile: missing closing \)/],
    ['a regex that needs back-tracking', "'a+'", "'(?<=x)a'", /:14:29 "pattern" does not compile/],
    ['a regex that grows', "'a+'", "'(a{900}){900}'", /:14:29 "pattern" (is too large|does not compile)/],
    ['a path with code', '$.a,', "'$[?(@.x)]',", /:16:30 "path" must not hold filters or scripts/],
    [
      'a call of an unknown tool',
      'name: refund }',
      'name: pay }',
      /:15:30 asks about calls of "pay", which "input.tools"/,
    ],
    [
      'weights that do not add up',
      'weight: 0.5 }\n    - ',
      'weight: 0.4 }\n    - ',
      /:19:5 the weights of the items must add up to 1; they add up to 0.9/,
    ],
    [
      'a weight of nothing',
      'weight: 0.5 }\n    - ',
      'weight: 0 }\n    - ',
      /"weight" must have a value of more than 0/,
    ],
    ['an item twice', 'id: b', 'id: a', /:20:7 item "a" stands twice/],
    ['more passes than runs', 'passes: 9', 'passes: 11', /:24:13 11 passes of 10 runs/],
    [
      'a baseline of a strange agent',
      'agent: support',
      'agent: sales',
      /:22:12 "sales" is none of the task's "agents"/,
    ],
    ['a hash that is none', 'b'.repeat(64), 'none', /"taskHash" must be 64 lower-case hexadecimal digits/],
    ['a date that is none', '2026-11-23T09:00:00Z', '2026-13-23T09:00:00Z', /"measuredAt" must be a time such as/],
    ['an alias', 'agents: [support]', 'agents: &a [support]\ntags: *a', /:3:12 anchors \(&\) are not allowed/],
    ['a key twice', 'title: Refunds', 'title: Refunds\ntitle: Again', /:3:1 key "title" stands twice/],
    ['a prototype', 'title: Refunds', 'title: Refunds\n__proto__: {}', /:3:1 key "__proto__" is not allowed/],
    ['a tag', 'title: Refunds', 'title: !!js/function x', /tags \(!\) are not allowed/],
  ])('%s', (_, from, to, reason) => {
    expect(VALID).toContain(from);
    const problems = problemsOf(VALID.replace(from, to));
    expect(
      problems.some((problem) => reason.test(problem)),
      problems.join('\n'),
    ).toBe(true);
  });

  it('a task that checks nothing', () => {
    const text = 'id: refund\ntitle: x\nagents: [a]\ninput: { messages: [{ role: user, content: x }] }\n';
    expect(problemsOf(text)).toEqual([expect.stringMatching(/:1:1 checks nothing, so every answer would pass/)]);
  });

  it('an empty file, a list, and a huge file', () => {
    expect(problemsOf('')).toEqual([expect.stringMatching(/:1:1 is empty: a golden task needs/)]);
    expect(problemsOf('- a')).toEqual([expect.stringMatching(/:1:1 the file must be a mapping, found a list/)]);
    expect(problemsOf(`# ${'x'.repeat(MAX_FILE_BYTES)}`)).toEqual([expect.stringMatching(/is too large/)]);
  });

  it('many aliases of aliases are refused at once', () => {
    const lines = Array.from({ length: 40 }, (_, index) => `k${index + 1}: &a${index + 1} [*a${index}, *a${index}]`);
    const started = performance.now();
    expect(problemsOf(`k0: &a0 [x]\n${lines.join('\n')}\n`)[0]).toMatch(/are not allowed/);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe('loadSuite', () => {
  it('refuses one id in two files', () => {
    const files = ['a/refund.yaml', 'b/refund.yml'].map((path) => ({ path, text: VALID }));
    expect(() => loadSuite(files)).toThrow('b/refund.yml:1:5 id "refund" is already used in a/refund.yaml');
    expect(loadSuite(files.slice(1))).toHaveLength(1);
  });

  it('tells the problems of all files', () => {
    const files = ['one', 'two'].map((id) => ({ path: `${id}.yaml`, text: VALID }));
    expect(checkSuite(files).problems.map(({ file }) => file)).toEqual(['one.yaml', 'two.yaml']);
  });
});
