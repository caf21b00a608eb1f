'use client';

import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { useMantineStyleNonce } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { editorTheme } from './editor-theme.ts';
import styles from './yaml-editor.module.css';
import { yamlHighlight } from './yaml-highlight.ts';

/** A place in the text and what is wrong there; lines and columns count from 1. */
export interface TextProblem {
  line: number;
  column: number;
  reason: string;
}

interface YamlEditorProps {
  /** What it holds, read out. */
  label: string;
  /** The text to begin with; another `revision` replaces what is shown. */
  text: string;
  revision: number;
  readOnly: boolean;
  problems: readonly TextProblem[];
  onChange: (text: string) => void;
  /** On Ctrl or Command with S. */
  onStore?: (() => void) | undefined;
}

/** Edits a YAML text with line numbers, undo and marks where something is wrong. Tab leaves it; Escape too. */
export function YamlEditor({ label, text, revision, readOnly, problems, onChange, onStore }: YamlEditorProps) {
  const holder = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const latest = useRef({ onChange, onStore });
  const nonce = useMantineStyleNonce()?.();
  useEffect(() => {
    latest.current = { onChange, onStore };
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the editor owns its text, see the effect below
  useEffect(() => {
    if (holder.current === null) return;
    const editor = new EditorView({
      parent: holder.current,
      state: EditorState.create({
        doc: text,
        extensions: [
          ...(nonce === undefined ? [] : [EditorView.cspNonce.of(nonce)]),
          lineNumbers(),
          lintGutter(),
          history(),
          indentOnInput(),
          bracketMatching(),
          highlightActiveLine(),
          syntaxHighlighting(yamlHighlight),
          yaml(),
          keymap.of([
            { key: 'Mod-s', preventDefault: true, run: () => stored(latest.current.onStore) },
            ...defaultKeymap,
            ...historyKeymap,
            ...lintKeymap,
            { key: 'Escape', run: left },
          ]),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false' }),
          EditorState.readOnly.of(readOnly),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) latest.current.onChange(update.state.doc.toString());
          }),
          editorTheme,
        ],
      }),
    });
    view.current = editor;
    return () => editor.destroy();
  }, [readOnly, label]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is typed comes back as `text`; a new revision alone replaces
  useEffect(() => {
    const editor = view.current;
    if (editor === null || editor.state.doc.toString() === text) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: text } });
  }, [revision]);
  useEffect(() => {
    const editor = view.current;
    if (editor !== null) editor.dispatch(setDiagnostics(editor.state, problems.map(diagnosticOf(editor.state))));
  }, [problems]);
  return <div className={styles.editor} ref={holder} data-read-only={readOnly || undefined} />;
}

function stored(onStore: (() => void) | undefined): true {
  onStore?.();
  return true;
}

/** Gives the keys of the page back to it. */
function left({ contentDOM }: EditorView): true {
  contentDOM.blur();
  return true;
}

const diagnosticOf =
  ({ doc }: EditorState) =>
  ({ line, column, reason }: TextProblem): Diagnostic => {
    const { from, to } = doc.line(Math.min(Math.max(line, 1), doc.lines));
    const start = Math.min(from + Math.max(column - 1, 0), to);
    return { from: start, to, severity: 'error', message: reason };
  };
