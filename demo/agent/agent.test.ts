import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { PROJECT_PATH, parseProject } from '#lib/channels/prompt/project/parse.ts';
import { readGolden } from '#lib/channels/prompt/project/read.ts';
import { attemptTask } from '#lib/channels/prompt/runner/attempt-task.ts';
import { createTraffic } from '#lib/channels/prompt/runner/traffic.ts';
import { createGatewayClient } from '#lib/gateway/client.ts';
import { invariant } from '#lib/platform/errors.ts';
import { DEMO_KEY } from '../gateway.ts';
import { createRandom } from '../random.ts';
import { runDemoGateway } from '../testing.ts';

const gateway = runDemoGateway();
const PROJECT = 'suites/golden-project';
const { agents } = parseProject(readFileSync(join(PROJECT, PROJECT_PATH), 'utf8'), PROJECT_PATH);
const { tasks } = await readGolden('suites/golden');

/** Ids of the sample tasks of an agent that fail with this system prompt. */
async function failing(name: string, prompt: string): Promise<string[]> {
  const agent = agents.find((each) => each.name === name);
  invariant(agent, `${name} is an agent of the sample project`);
  const random = createRandom(name);
  const client = createGatewayClient({ kind: 'litellm', baseUrl: gateway.url(), apiKey: DEMO_KEY });
  const now = () => performance.now();
  const traffic = createTraffic({ budgetUsd: null, prices: () => null, random, now, sleep: (ms) => sleep(ms) });
  const attempts = tasks
    .filter(({ task }) => task.agents.includes(name))
    .map(({ task }) =>
      attemptTask(
        { agent: client, judge: client, traffic, random },
        {
          task,
          agent: { prompt, model: 'demo-agent', maxOutputTokens: agent.maxOutputTokens },
          judge: agent.judge ?? null,
          side: 'head',
          number: 0,
        },
        new AbortController().signal,
      ),
    );
  const made = await Promise.all(attempts);
  expect(made.filter(({ outcome }) => outcome === 'unmeasured').map(({ reason }) => reason)).toEqual([]);
  return made.filter(({ outcome }) => outcome === 'fail').map(({ taskId }) => taskId);
}

function promptOf(name: string): string {
  return readFileSync(join(PROJECT, 'prompts', `${name}.md`), 'utf8');
}

/** Each rule of each sample prompt, and the tasks that break without it. */
const BROKEN_WITHOUT: Record<string, Record<string, string[]>> = {
  support: {
    'Look up first': ['order-status'],
    'No guessing': ['order-number-missing'],
    'Refund limit': ['refund-over-limit'],
    Privacy: ['other-customers-order'],
    Returns: ['return-window'],
    'Delivery time': ['delivery-working-days'],
    'No advice': ['legal-advice'],
    'Pasted text': ['injected-instruction'],
    Language: ['answer-in-german'],
    Complaints: ['complaint-tone'],
    'Be brief': ['brief-answer', 'complaint-tone'],
    'Sign-off': ['brief-answer', 'order-status'],
  },
  extraction: {
    'JSON only': ['all-contacts', 'event-dates', 'invoice-fields', 'missing-due-date', 'ticket-class'],
    'Missing fields': ['missing-due-date'],
    Dates: ['event-dates', 'invoice-fields'],
    Amounts: ['invoice-fields'],
    'All of them': ['all-contacts'],
  },
  'release-notes': {
    Sections: ['notes-breaking', 'notes-sections'],
    'Only what': ['notes-leave-out-internal'],
    'One line': ['notes-sections'],
    Upgrades: ['notes-breaking'],
  },
};

describe.each(Object.entries(BROKEN_WITHOUT))('the demo agent as %s', (name, rules) => {
  it('does every sample task when its prompt has all rules', async () => {
    expect(await failing(name, promptOf(name))).toEqual([]);
  });

  it('is tested without each of its rules', () => {
    const found = [...promptOf(name).matchAll(/^- (.*?):/gm)].map(([, rule = '']) => rule);
    expect(found).toHaveLength(Object.keys(rules).length);
    for (const rule of Object.keys(rules)) expect(found.filter((each) => each.startsWith(rule))).toHaveLength(1);
  });

  it.each(Object.entries(rules))('without "%s" fails %j', async (rule, broken) => {
    const prompt = promptOf(name).replace(new RegExp(`^- ${rule}.*\n`, 'm'), '');
    expect(prompt).not.toBe(promptOf(name));
    expect(await failing(name, prompt)).toEqual(broken);
  });
});

it('pays out what a raised limit allows', async () => {
  const raised = promptOf('support').replaceAll('100 EUR', '500 EUR');
  expect(await failing('support', raised)).toEqual(['refund-over-limit']);
});

it('answers other conversations like any demo model, and calls a tool once', async () => {
  const ask = async (...more: object[]) => {
    const { body } = await gateway.call('POST', '/v1/chat/completions', {
      model: 'demo-agent',
      messages: [{ role: 'user', content: 'Is it open today?' }, ...more],
      tools: [{ type: 'function', function: { name: 'hours', parameters: { type: 'object' } } }],
    });
    return JSON.stringify(body);
  };
  expect(await ask()).toContain('"tool_calls":[{');
  const called = { role: 'assistant', content: null, tool_calls: [{ function: { name: 'hours' } }] };
  expect(await ask(called, { role: 'tool', content: '9 to 5' })).toContain('demo answer');
});
