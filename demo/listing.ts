import { DEMO_API_BASE, DEMO_VERSION, deploymentId } from './headers.ts';
import { json, type Reply } from './http.ts';
import type { DemoWorld } from './world.ts';

/** GET /v1/models. */
export function listModels(world: DemoWorld): Reply {
  const data = modelNames(world).map((id) => ({ id, object: 'model', created: 0, owned_by: 'demo' }));
  return json(200, { object: 'list', data });
}

/** GET /v1/model/info, LiteLLM's list of deployments. */
export function modelInfo(world: DemoWorld): Reply {
  const data = modelNames(world).map((model) => {
    const settings = world.models.get(model);
    return {
      model_name: model,
      litellm_params: { model: `demo/${model}`, api_base: DEMO_API_BASE },
      model_info: {
        id: deploymentId(model),
        db_model: false,
        input_cost_per_token: (settings?.inputUsdPerMillion ?? 0) / 1_000_000,
        output_cost_per_token: (settings?.outputUsdPerMillion ?? 0) / 1_000_000,
      },
    };
  });
  return json(200, { data });
}

/** GET /health/liveliness. */
export function liveliness(): Reply {
  return json(200, "I'm alive! (demo gateway)");
}

/** GET /health/readiness. */
export function readiness(): Reply {
  return json(200, { status: 'connected', db: 'Not connected', litellm_version: DEMO_VERSION });
}

/** Judges with a fault are for tests: they answer, but nobody is offered one. */
function modelNames(world: DemoWorld): string[] {
  const scripted = world.models.list().filter(({ settings }) => (settings.judges ?? 'fair') === 'fair');
  return [...scripted.map(({ name }) => name), ...(world.replay?.exposedModels() ?? [])];
}
