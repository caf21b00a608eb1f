import { HighlightStyle } from '@codemirror/language';
import { tags } from '@lezer/highlight';

/** YAML in the console's colours, which read on every surface in light and dark; those of severities are left out. */
export const yamlHighlight = HighlightStyle.define([
  { tag: tags.definition(tags.propertyName), color: 'var(--accent)' },
  { tag: tags.string, color: 'var(--tone-violet)' },
  { tag: [tags.typeName, tags.labelName, tags.keyword], color: 'var(--tone-magenta)' },
  { tag: tags.lineComment, color: 'var(--mantine-color-dimmed)', fontStyle: 'italic' },
  { tag: [tags.separator, tags.punctuation, tags.meta], color: 'var(--mantine-color-dimmed)' },
]);
