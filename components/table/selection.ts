type RowId = string | number;

/** Rows that were chosen to be acted on together. */
export interface RowSelection<Row> {
  /** Ids as `rowId` gives them, in text. */
  chosen: ReadonlySet<string>;
  onChange: (chosen: ReadonlySet<string>) => void;
  /** What a row is called beside its checkbox: `incident 7`. */
  nameOf: (row: Row) => string;
}

/** The selection with one row put in, or taken out where it was in. */
export function toggled(chosen: ReadonlySet<string>, id: RowId): ReadonlySet<string> {
  const next = new Set(chosen);
  if (!next.delete(String(id))) next.add(String(id));
  return next;
}

/** How many of the rows shown are in the selection; others may have left the list since. */
export function selectedShare(chosen: ReadonlySet<string>, ids: readonly RowId[]): 'none' | 'some' | 'all' {
  const count = ids.filter((id) => chosen.has(String(id))).length;
  if (count === 0) return 'none';
  return count === ids.length ? 'all' : 'some';
}

/** All rows shown, or none where all of them were in. */
export function toggledAll(chosen: ReadonlySet<string>, ids: readonly RowId[]): ReadonlySet<string> {
  return new Set(selectedShare(chosen, ids) === 'all' ? [] : ids.map(String));
}
