'use client';

import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, defaultHighlightStyle, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { useMantineStyleNonce } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { editorTheme } from './editor-theme.ts';
import styles from './yaml-editor.module.css';

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
}

/** Edits a YAML text with line numbers, undo and marks where something is wrong. Tab leaves it; Escape too. */
export function YamlEditor({ label, text, revision, readOnly, problems, onChange }: YamlEditorProps) {
  const holder = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const changed = useRef(onChange);
  const nonce = useMantineStyleNonce()?.();
  useEffect(() => {
    changed.current = onChange;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the editor owns its text until a new revision replaces it
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
          syntaxHighlighting(defaultHighlightStyle, { fallback: true }),
          yaml(),
          keymap.of([...defaultKeymap, ...historyKeymap, ...lintKeymap]),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false' }),
          EditorState.readOnly.of(readOnly),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) changed.current(update.state.doc.toString());
          }),
          editorTheme,
        ],
      }),
    });
    view.current = editor;
    return () => editor.destroy();
  }, [revision, readOnly, label]);
  useEffect(() => {
    const editor = view.current;
    if (editor !== null) editor.dispatch(setDiagnostics(editor.state, problems.map(diagnosticOf(editor.state))));
  }, [problems]);
  return <div className={styles.editor} ref={holder} data-read-only={readOnly || undefined} />;
}

const diagnosticOf =
  ({ doc }: EditorState) =>
  ({ line, column, reason }: TextProblem): Diagnostic => {
    const { from, to } = doc.line(Math.min(Math.max(line, 1), doc.lines));
    const start = Math.min(from + Math.max(column - 1, 0), to);
    return { from: start, to, severity: 'error', message: reason };
  };
