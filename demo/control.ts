import { z } from 'zod';
import { faultRuleSchema } from './faults/kinds.ts';
import { errorReply, json, type Reply } from './http.ts';
import { hasChanged } from './models.ts';
import type { DemoWorld } from './world.ts';

const changeSchema = z.strictObject({
  at: z.union([z.literal('now'), z.iso.datetime({ offset: true }), z.null()]),
});

const settingsSchema = z.strictObject({ noise: z.number().min(0).max(1) });

const cursorSchema = z.strictObject({
  model: z.string().min(1),
  repetitions: z.array(z.int().nonnegative()).min(1),
});

/** GET /demo/models: settings of the scripted models. */
export function showModels(world: DemoWorld): Reply {
  const now = world.now();
  const models = world.models
    .list()
    .map(({ name, settings }) => ({ name, ...settings, changed: hasChanged(settings, now) }));
  return json(200, { demo: true, models });
}

/** POST /demo/models/{name}/change: sets when the behaviour changes; `null` takes the change back. */
export function setChange(world: DemoWorld, name: string, body: unknown): Reply {
  return withBody(changeSchema, body, ({ at }) => {
    if (world.models.get(name) === undefined) return noModel(name);
    world.models.update(name, { changesAt: at === 'now' ? world.now().toISOString() : at });
    return showModels(world);
  });
}

/** POST /demo/models/{name}/settings: sets the noise. */
export function setSettings(world: DemoWorld, name: string, body: unknown): Reply {
  return withBody(settingsSchema, body, (settings) => {
    if (world.models.get(name) === undefined) return noModel(name);
    world.models.update(name, settings);
    return showModels(world);
  });
}

/** GET /demo/faults. */
export function showFaults(world: DemoWorld): Reply {
  return json(200, { demo: true, faults: world.faults.list() });
}

/** POST /demo/faults: sets one more fault. */
export function addFault(world: DemoWorld, body: unknown): Reply {
  return withBody(faultRuleSchema, body, (rule) => {
    world.faults.add(rule);
    return showFaults(world);
  });
}

/** DELETE /demo/faults. */
export function clearFaults(world: DemoWorld): Reply {
  world.faults.clear();
  return showFaults(world);
}

/** GET /demo/requests: counts for each model and prompt, and what is in flight. */
export function showRequests(world: DemoWorld): Reply {
  const requests = world.log.list();
  const total = (field: 'calls' | 'paid') => requests.reduce((sum, request) => sum + request[field], 0);
  return json(200, {
    demo: true,
    calls: total('calls'),
    paid: total('paid'),
    inFlight: world.log.inFlight(),
    requests,
  });
}

/** DELETE /demo/requests. */
export function clearRequests(world: DemoWorld): Reply {
  world.log.clear();
  return showRequests(world);
}

/** GET /demo/replay: what is recorded and what plays under which name. */
export function showReplay({ replay }: DemoWorld): Reply {
  const playing = replay?.exposedModels().map((name) => ({ name, ...replay.cursorOf(name) })) ?? [];
  return json(200, { demo: true, recordedModels: replay?.recordedModels() ?? [], playing });
}

/** POST /demo/replay/{exposed}: plays repetitions of a recorded model under the exposed name, from the first on. */
export function setReplay(world: DemoWorld, exposed: string, body: unknown): Reply {
  const { replay } = world;
  if (replay === null) return errorReply(409, 'demo: no recording was given at the start', 'conflict');
  return withBody(cursorSchema, body, (cursor) => {
    const problem = replay.point(exposed, cursor);
    return problem === null ? showReplay(world) : errorReply(404, `demo: ${problem}`, 'not_found_error');
  });
}

function withBody<T>(schema: z.ZodType<T>, body: unknown, act: (body: T) => Reply): Reply {
  const parsed = schema.safeParse(body);
  if (parsed.success) return act(parsed.data);
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'body'} ${issue.message}`);
  return errorReply(422, `demo: ${problems.join('; ')}`, 'invalid_request_error');
}

function noModel(name: string): Reply {
  return errorReply(404, `demo: no model ${name}`, 'not_found_error', { param: 'model' });
}
