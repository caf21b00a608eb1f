import { Composer, type Document, LineCounter, Parser } from 'yaml';
import type { Json } from '#lib/kubernetes/types.ts';
import { messageOf } from '#lib/platform/errors.ts';
import type { FileProblem } from '#lib/yaml/problem.ts';
import { convertState, toJson, Unreadable } from './convert.ts';
import { RememberedTexts } from './remembered.ts';
import type { YamlDialect } from './scalar.ts';
import { readSimple } from './simple.ts';

const remembered = new RememberedTexts();

/** One document of a file, and the line its content begins at. */
export interface YamlDocument {
  value: Json;
  /** From 1. */
  line: number;
}

/**
 * Reads a file of any number of documents as the named tool would: with anchors, merges and the words of YAML 1.1 that
 * it knows. Documents without content are left out, one that cannot be read is a problem and does not keep the others
 * from being read. Never throws.
 */
export function readDocuments(file: string, text: string, dialect: YamlDialect): ReadFile {
  const documents = remembered.read(text, dialect, () => readSimple(text, dialect));
  return documents === null ? readEverything(file, text, dialect) : { documents, problems: [] };
}

/** The documents of a file, and what of it cannot be read. */
interface ReadFile {
  documents: YamlDocument[];
  problems: FileProblem[];
}

/** As {@link readDocuments}, however the text is written. */
export function readEverything(file: string, text: string, dialect: YamlDialect): ReadFile {
  const lines = new LineCounter();
  const documents: YamlDocument[] = [];
  const problems: FileProblem[] = [];
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  try {
    for (const document of parsed(text, lines)) {
      const [error] = document.errors;
      if (error !== undefined) {
        problems.push({
          file,
          ...at(error.pos[0]),
          reason: `is not valid YAML: ${error.message.replace(/\s+/g, ' ').slice(0, 300)}`,
        });
        continue;
      }
      if (document.directives?.yaml.explicit === true) {
        problems.push({
          file,
          ...at(document.range?.[0] ?? 0),
          reason: 'begins with a % line, which kustomize does not read: remove it',
        });
        continue;
      }
      try {
        const value = toJson(document.contents, convertState(dialect));
        if (document.contents !== null && !(value === null && isBlank(document, text))) {
          documents.push({ value, line: at(document.contents.range?.[0] ?? 0).line });
        }
      } catch (error) {
        if (!(error instanceof Unreadable)) throw error;
        problems.push({ file, ...at(error.offset), reason: error.message });
      }
    }
  } catch (error) {
    const reason = error instanceof RangeError ? 'is nested too deeply' : `cannot be read as YAML: ${messageOf(error)}`;
    problems.push({ file, line: 1, column: 1, reason });
  }
  return { documents, problems };
}

/** One document after the other, so that only one at a time is held with all its places. */
function parsed(text: string, lineCounter: LineCounter): Iterable<Document.Parsed> {
  const options = {
    lineCounter,
    prettyErrors: false,
    uniqueKeys: false,
    schema: 'failsafe',
    merge: false,
    logLevel: 'error',
  } as const;
  return new Composer(options).compose(new Parser(lineCounter.addNewLine).parse(text));
}

/** Whether a document holds nothing but comments. */
function isBlank({ contents }: Document.Parsed, text: string): boolean {
  const [from = 0, to = 0] = contents?.range ?? [];
  return text.slice(from, to).trim() === '';
}
