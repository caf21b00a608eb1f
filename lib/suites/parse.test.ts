import { describe, expect, it } from 'vitest';
import type { TextFile } from '../yaml/file.ts';
import { formatProblem } from '../yaml/problem.ts';
import { parseSuite } from './parse.ts';

const VALID = `suite: demo
title: Demo
prompts:
  - id: pick:one
    category: structure
    stratum: short
    why: A choice.
    prompt: Answer yes or no.
    expect: { kind: one-of, answers: [yes, no], correct: yes }
  - id: call
    category: tool-use
    stratum: behaviour
    why: A call.
    messages:
      - { role: system, content: Use the tool. }
      - { role: user, content: '' }
    tools:
      - type: function
        function: { name: ping, parameters: { type: object } }
    tool_choice: required
    max_tokens: 100
    expect: { kind: tool-call, name: ping, arguments: {} }
`;

const file = (text: string, path = 'a.yaml'): TextFile => ({ path, text });

function problemsOf(...files: TextFile[]): string[] {
  const result = parseSuite(files);
  return 'problems' in result ? result.problems.map(formatProblem) : [];
}

function suiteOf(...files: TextFile[]) {
  const result = parseSuite(files);
  if ('suite' in result) return result.suite;
  throw new Error(result.problems.map(formatProblem).join('\n'));
}

/** The valid suite with its first `from` replaced. */
const altered = (from: string, to: string) => file(VALID.replace(from, to));

describe('parseSuite', () => {
  it('writes shorthands and defaults out', () => {
    const suite = suiteOf(file(VALID));
    expect(suite).toMatchObject({ key: 'demo', title: 'Demo', description: '' });
    expect(suite.prompts[0]).toMatchObject({
      id: 'pick:one',
      messages: [{ role: 'user', content: 'Answer yes or no.' }],
      tools: [],
      toolChoice: null,
      responseFormat: 'text',
      maxTokens: 16,
    });
    expect(suite.prompts[1]).toMatchObject({ toolChoice: 'required', maxTokens: 100 });
  });

  it.each([
    ['syntax', 'suite: demo', 'suite: "demo', /^a\.yaml:\d+:\d+ is not valid YAML: Missing closing "quote/],
    [
      'a second document',
      'prompts:',
      '---\nprompts:',
      'a.yaml:3:1 begins a second document (---): put it into a file of its own',
    ],
    ['a missing title', 'title: Demo\n', '', 'a.yaml:1:1 "title" is missing: give it in one file of the suite'],
    ['an unknown key of the file', 'title: Demo', 'titel: Demo', 'a.yaml:2:1 unknown key "titel"'],
    [
      'an unknown key of a prompt',
      'why: A choice.',
      'why: A choice.\n    whi: x',
      'a.yaml:8:5 unknown key "whi" in "prompts"[0]',
    ],
    ['a missing field', '    why: A choice.\n', '', 'a.yaml:4:5 "why" is missing'],
    ['an empty field', 'why: A choice.', 'why:', 'a.yaml:7:9 "why" must be text, found nothing'],
    ['a bad id', 'id: pick:one', 'id: pick one', 'a.yaml:4:9 "id" must be letters and digits, with - _ : . inside'],
    [
      'a bad key',
      'suite: demo',
      'suite: My Demo',
      'a.yaml:1:8 "suite" must be lower-case letters and digits, joined by single hyphens',
    ],
    [
      'an unknown category',
      'category: structure',
      'category: form',
      'a.yaml:5:15 "category" must be one of structure, refusal, reasoning, tool-use, edge-case, found "form"',
    ],
    [
      'a number for text',
      'prompt: Answer yes or no.',
      'prompt: 12',
      'a.yaml:8:13 "prompt" must be text, found 12 (put it in quotes if text is meant)',
    ],
    [
      'no prompt',
      '    prompt: Answer yes or no.\n',
      '',
      'a.yaml:4:5 needs either "prompt" (text) or "messages" (a list), not both',
    ],
    [
      'both prompt forms',
      'prompt: Answer',
      'messages: []\n    prompt: Answer',
      'a.yaml:8:15 "messages" must have at least 1 entries',
    ],
    [
      'a long short prompt',
      'prompt: Answer',
      'max_tokens: 17\n    prompt: Answer',
      'a.yaml:8:17 "max_tokens" of a short prompt is at most 16; found 17',
    ],
    [
      'JSON mode without the word',
      'prompt: Answer',
      'response_format: json\n    prompt: Answer',
      /^a\.yaml:8:22 with "response_format: json" a message must ask for JSON/,
    ],
    [
      'a repeated answer',
      'answers: [yes, no]',
      'answers: [yes, yes]',
      'a.yaml:9:38 "answers" holds the same answer twice',
    ],
    [
      'a correct answer not offered',
      'correct: yes',
      'correct: maybe',
      'a.yaml:9:58 "correct" must be one of "answers"',
    ],
    [
      'an unknown expectation',
      'kind: one-of',
      'kind: pick',
      /^a\.yaml:9:21 "kind" must be one of one-of, json, tool-call, refusal, code, text, found "pick"$/,
    ],
    [
      'a tool that is not declared',
      'kind: tool-call, name: ping',
      'kind: tool-call, name: pong',
      'a.yaml:22:38 expects a call of "pong", which "tools" does not declare',
    ],
    [
      'a bad tool choice',
      'tool_choice: required',
      'tool_choice: always',
      'a.yaml:20:18 "tool_choice" must be auto, none, required or {type: function, function: {name}}, found "always"',
    ],
    [
      'a number JSON cannot hold',
      'parameters: { type: object }',
      'parameters: { x: .nan }',
      'a.yaml:19:50 must be a finite number',
    ],
    ['a repeated id', 'id: call', 'id: pick:one', 'a.yaml:10:9 id "pick:one" is already used at a.yaml:4'],
    [
      'a repeated key',
      'title: Demo',
      'title: Demo\ntitle: Demo',
      'a.yaml:3:1 key "title" stands twice in this mapping',
    ],
    ['an anchor', 'prompt: Answer', 'prompt: &a Answer', 'a.yaml:8:16 anchors (&) are not allowed'],
    [
      'a tag',
      'prompt: Answer',
      'prompt: !!str Answer',
      'a.yaml:8:19 tags (!) are not allowed: remove tag:yaml.org,2002:str',
    ],
    [
      'a directive',
      'suite: demo',
      '%YAML 1.1\n---\nsuite: demo',
      'a.yaml:1:1 YAML directives (% lines) are not allowed',
    ],
    ['a key that is not text', 'title: Demo', '1: Demo', 'a.yaml:2:1 a key must be text: put it in quotes'],
    [
      'a NUL character',
      'prompt: Answer yes or no.',
      'prompt: "a\\0"',
      'a.yaml:8:13 text must not hold a NUL character',
    ],
    ['no prompts', /prompts:[\s\S]*/, 'prompts: []', 'a.yaml:3:10 "prompts" must have at least 1 entries'],
    [
      'a prompt that is not a mapping',
      '- id: pick:one',
      '- text\n  - id: pick:one',
      'a.yaml:4:5 "prompts"[0] must be a mapping, found "text"',
    ],
  ])('names file, line and reason of %s', (_name, from, to, expected) => {
    const [first] = problemsOf(file(VALID.replace(from, to)));
    expect(first).toEqual(typeof expected === 'string' ? expected : expect.stringMatching(expected));
  });

  it('refuses aliases, so that a small file cannot expand', () => {
    const bomb = ['a: &a [x]', ...Array.from({ length: 30 }, (_, level) => `b${level}: [*a, *a]`)].join('\n');
    expect(problemsOf(file(bomb))[0]).toMatch(/^a\.yaml:1:7 anchors/);
  });

  it('reports every problem of every file at once', () => {
    const problems = problemsOf(altered('stratum: short', 'stratum: tall'), file('suite: demo\nprompts: 3', 'b.yaml'));
    expect(problems.map((line) => line.split(' ')[0])).toEqual(['a.yaml:6:14', 'b.yaml:2:10']);
  });

  it('wants one suite key, one title and distinct ids over all files', () => {
    const other = file(VALID.replace('suite: demo', 'suite: other'), 'b.yaml');
    expect(problemsOf(file(VALID), other)).toEqual([
      'b.yaml:1:8 belongs to suite "other", but a.yaml to "demo"',
      'b.yaml:2:1 "title" is already given in a.yaml: keep it in one file',
      'b.yaml:4:9 id "pick:one" is already used at a.yaml:4',
      'b.yaml:10:9 id "call" is already used at a.yaml:10',
    ]);
  });

  it.each([
    ['no file', [], /at least one YAML file/],
    ['an empty file', [file('')], /is empty/],
    ['a file of comments', [file('# nothing\n')], /is empty/],
    ['too many files', Array.from({ length: 33 }, () => file(VALID)), /at most 32 files; found 33/],
    ['too large a file', [file(`# ${'x'.repeat(600_000)}`)], /is too large: 600002 bytes, at most 524288/],
    ['deep nesting', [file('['.repeat(5000))], /nested deeper than 40 levels/],
    ['too many prompts', [file(manyPrompts(201))], /a suite has at most 200 prompts/],
  ])('refuses %s', (_name, files, reason) => {
    expect(problemsOf(...files).join('\n')).toMatch(reason);
  });

  it('lists at most a hundred problems, and says that there are more', () => {
    const problems = problemsOf(file(manyPrompts(150).replaceAll('kind: text', 'kind: txt')));
    expect(problems).toHaveLength(101);
    expect(problems.at(-1)).toMatch(/more problems from here on/);
  });
});

function manyPrompts(count: number): string {
  const entry = (id: number) =>
    `  - { id: p${id}, category: reasoning, stratum: short, why: x, prompt: x, expect: { kind: text } }\n`;
  return `suite: many\ntitle: Many\nprompts:\n${Array.from({ length: count }, (_, id) => entry(id)).join('')}`;
}
