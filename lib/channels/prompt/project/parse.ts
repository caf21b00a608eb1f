import { type Flaw, flawsOf } from '#lib/yaml/describe.ts';
import { yamlOf } from '#lib/yaml/file.ts';
import { placeFlaws } from '#lib/yaml/place.ts';
import { type FileProblem, problemError } from '#lib/yaml/problem.ts';
import type { YamlFile } from '#lib/yaml/read.ts';
import { type Project, project } from './format.ts';

/** Where a repository keeps its project file. */
export const PROJECT_PATH = 'evals/tidemark.yaml';

/**
 * Parses a project file. Its paths start where `path` does: the file names them from the folder that holds `evals/`, so
 * that a repository may hold several projects.
 *
 * @throws TidemarkError `invalid_input`, whose issues name file, line, column and reason.
 */
export function parseProject(text: string, path: string): Project {
  const checked = checkProject(text, path);
  if ('project' in checked) return placed(checked.project, path);
  throw problemError('The project file is not valid', checked.problems);
}

function placed({ suite, agents }: Project, path: string): Project {
  const folder = path.endsWith(`/${PROJECT_PATH}`) ? path.slice(0, -PROJECT_PATH.length) : '';
  return {
    suite: `${folder}${suite}`,
    agents: agents.map((agent) => ({ ...agent, prompt: `${folder}${agent.prompt}` })),
  };
}

/** The project as it stands in its file, or every problem of that. Never throws. */
export function checkProject(
  text: string,
  path: string,
): { project: Project; locate: YamlFile['locate'] } | { problems: FileProblem[] } {
  const read = yamlOf({ path, text }, 'a project file needs "agents"');
  if ('problems' in read) return read;
  const { yaml } = read;
  const parsed = project.safeParse(yaml.value);
  const flaws = parsed.success ? crossCheck(parsed.data) : flawsOf(parsed.error.issues, yaml.value, []);
  if (!parsed.success || flaws.length > 0) return { problems: placeFlaws(path, yaml, flaws) };
  return { project: parsed.data, locate: yaml.locate };
}

function crossCheck({ agents }: Project): Flaw[] {
  return agents.flatMap(({ name, models }, index) => {
    const path = ['agents', index];
    const flaws: Flaw[] = [];
    if (agents.findIndex((each) => each.name === name) < index) {
      flaws.push({ path: [...path, 'name'], reason: `agent "${name}" stands twice` });
    }
    const again = models.findIndex((model, position) => models.indexOf(model) < position);
    if (again !== -1)
      flaws.push({ path: [...path, 'models', again], reason: `model "${models[again]}" is named twice` });
    return flaws;
  });
}
