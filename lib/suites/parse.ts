import { type Flaw, flawsOf } from '../yaml/describe.ts';
import { atStart, type TextFile, yamlOf } from '../yaml/file.ts';
import { placeFlaws } from '../yaml/place.ts';
import { type FileProblem, tidyProblems } from '../yaml/problem.ts';
import type { YamlFile } from '../yaml/read.ts';
import { crossCheck, promptEntry, type SuiteHead, specOf, suiteHead } from './entry.ts';
import type { PromptSpec, Suite } from './format.ts';
import { hashPrompts } from './hash.ts';

/** Most files of one suite. */
const MAX_FILES = 32;

/** Most prompts of one suite: every prompt is a paid call per repetition and night. */
const MAX_PROMPTS = 200;

export type SuiteResult = { suite: Suite } | { problems: FileProblem[] };

interface ParsedFile {
  path: string;
  yaml: YamlFile;
  head: SuiteHead;
  /** By position in the file; null where the entry is not valid. */
  specs: (PromptSpec | null)[];
}

/**
 * Parses a suite from its YAML files, in the order given, which is the order of its prompts.
 * Never throws: returns the suite, or every problem found with file, line and reason.
 */
export function parseSuite(files: readonly TextFile[]): SuiteResult {
  const first = files[0];
  if (first === undefined) return { problems: [atStart('(no file)', 'a suite needs at least one YAML file')] };
  if (files.length > MAX_FILES) {
    return { problems: [atStart(first.path, `a suite has at most ${MAX_FILES} files; found ${files.length}`)] };
  }
  const results = files.map(parseFile);
  const parsed = results.flatMap(({ file }) => file ?? []);
  const problems = results.flatMap((result) => result.problems);
  problems.push(...checkHeads(parsed), ...checkIds(parsed));
  const title = parsed.find(({ head }) => head.title !== undefined)?.head.title;
  if (title === undefined && problems.length === 0)
    problems.push(atStart(first.path, '"title" is missing: give it in one file of the suite'));
  const key = parsed[0]?.head.suite;
  if (problems.length > 0 || key === undefined || title === undefined) return { problems: tidyProblems(problems) };
  const prompts = parsed.flatMap(({ specs }) => specs.filter((spec) => spec !== null));
  const description = parsed.find(({ head }) => head.description !== undefined)?.head.description ?? '';
  return { suite: { key, title, description, prompts, contentHash: hashPrompts(prompts) } };
}

/** The file as far as it could be read, with what is wrong in it. */
function parseFile(source: TextFile): { file?: ParsedFile; problems: FileProblem[] } {
  const read = yamlOf(source, 'a suite file needs "suite" and "prompts"');
  if ('problems' in read) return read;
  const { path } = source;
  const { yaml } = read;
  const head = suiteHead.safeParse(yaml.value);
  if (!head.success) return { problems: placeFlaws(path, yaml, flawsOf(head.error.issues, yaml.value, [])) };
  const entries = head.data.prompts.map(parsePrompt);
  return {
    file: { path, yaml, head: head.data, specs: entries.map(({ spec }) => spec) },
    problems: placeFlaws(
      path,
      yaml,
      entries.flatMap(({ flaws }) => flaws),
    ),
  };
}

function parsePrompt(entry: unknown, index: number): { spec: PromptSpec | null; flaws: Flaw[] } {
  const parsed = promptEntry.safeParse(entry);
  if (!parsed.success) {
    return { spec: null, flaws: flawsOf(parsed.error.issues, entry, ['prompts', index]) };
  }
  const flaws = crossCheck(parsed.data).map((flaw) => ({ ...flaw, path: ['prompts', index, ...flaw.path] }));
  return { spec: specOf(parsed.data), flaws };
}

/** All files belong to the same suite, and only one of them gives title and description. */
function* checkHeads(files: readonly ParsedFile[]): Generator<FileProblem> {
  const first = files[0];
  for (const { path, head, yaml } of files.slice(1)) {
    if (first !== undefined && head.suite !== first.head.suite) {
      const reason = `belongs to suite "${head.suite}", but ${first.path} to "${first.head.suite}"`;
      yield { file: path, ...yaml.locate(['suite']), reason };
    }
  }
  for (const field of ['title', 'description'] as const) {
    const [giver, ...others] = files.filter(({ head }) => head[field] !== undefined);
    for (const { path, yaml } of others) {
      yield {
        file: path,
        ...yaml.locate([], field),
        reason: `"${field}" is already given in ${giver?.path}: keep it in one file`,
      };
    }
  }
}

function* checkIds(files: readonly ParsedFile[]): Generator<FileProblem> {
  const seen = new Map<string, string>();
  let count = 0;
  for (const { path, yaml, specs } of files) {
    for (const [index, spec] of specs.entries()) {
      if (spec === null) continue;
      const place = yaml.locate(['prompts', index, 'id']);
      const before = seen.get(spec.id);
      if (before !== undefined) yield { file: path, ...place, reason: `id "${spec.id}" is already used at ${before}` };
      else seen.set(spec.id, `${path}:${place.line}`);
      count += 1;
      if (count === MAX_PROMPTS + 1)
        yield { file: path, ...place, reason: `a suite has at most ${MAX_PROMPTS} prompts` };
    }
  }
}
