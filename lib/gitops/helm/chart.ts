import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '#lib/kubernetes/types.ts';
import { mergeValues } from '../flux/helm-release.ts';
import type { HelmReleasePlan } from '../flux/types.ts';
import { textAt } from '../json.ts';
import { folderOf } from '../render/render-source.ts';
import { readValues } from './values.ts';

/** A chart of git as source-controller packs it. */
interface PackedChart {
  /** From the top of the repository. */
  folder: string;
  /** Text of its Chart.yaml, with the version that was installed. */
  metadata: string;
  /** In place of its own values; null: these. */
  values: JsonObject | null;
  /** What its templates read that was perhaps otherwise when it was installed; null: nothing. */
  uncertain: string | null;
}

/** Reads the chart of a release, or tells why it is not the one that was installed. */
export function readChart(root: string, plan: HelmReleasePlan): PackedChart | { problem: string } {
  const folder = folderOf(plan.chart);
  const place = join(root, folder);
  const file = join(place, 'Chart.yaml');
  if (!existsSync(file)) return { problem: `there is no chart ${folder} at this commit.` };
  const metadata = withVersion(readFileSync(file, 'utf8'), plan.installed.chartVersion);
  if (typeof metadata !== 'string') return metadata;
  const own = chartValues(root, plan.valuesFiles);
  if ('problem' in own) return own;
  return { folder, metadata, values: own.values, uncertain: uncertainIn(place) };
}

/** source-controller writes the commit behind the version, which charts write into labels. */
function withVersion(text: string, installed: string): string | { problem: string } {
  const read = readValues('Chart.yaml', text);
  if ('problem' in read) return read;
  const version = textAt(read.values, 'version') ?? 'none';
  if (plain(version) !== plain(installed))
    return { problem: `its chart is at version ${version} in git, and ${installed} is installed.` };
  const lines = text.match(/^version\s*:.*$/gm) ?? [];
  if (lines.length !== 1) return { problem: 'its Chart.yaml does not write the version as a line of its own.' };
  return text.replace(/^version\s*:.*$/m, () => `version: ${JSON.stringify(installed)}`);
}

function plain(version: string): string {
  return version.replace(/^v|\+.*$/g, '');
}

/** Values files of the repository take the place of the chart's own values, as source-controller packs them; null for none. */
function chartValues(root: string, files: readonly string[]): { values: JsonObject | null } | { problem: string } {
  if (files.length === 0) return { values: null };
  let values: JsonObject = {};
  for (const file of files) {
    const place = join(root, folderOf(file));
    if (!existsSync(place)) return { problem: `its values file ${file} is not there.` };
    const read = readValues(file, readFileSync(place, 'utf8'));
    if ('problem' in read) return read;
    values = mergeValues(values, read.values);
  }
  return { values };
}

/** Words of templates whose meaning may be another today than when the chart was installed. */
const UNSTEADY = /(?<![.\w])(?:lookup|now|ago)\b|\.Capabilities\b|\.Release\.(?:Revision|IsInstall|IsUpgrade)\b/;

function uncertainIn(chart: string): string | null {
  for (const path of readdirSync(chart, { recursive: true, encoding: 'utf8' }).toSorted()) {
    if (!statSync(join(chart, path)).isFile()) continue;
    if (/(?:^|\/)charts\/[^/]*\.tgz$/.test(path)) return `its dependency ${path} is packed, and is not looked into`;
    if (!/(?:^|\/)templates\//.test(path)) continue;
    const actions = readFileSync(join(chart, path), 'utf8').split('{{').slice(1);
    const [word] = actions.flatMap((action) => UNSTEADY.exec(action.split('}}', 1)[0] ?? '')?.[0] ?? []);
    if (word !== undefined) return `${path} uses ${word}, which may mean something else now`;
  }
  return null;
}
