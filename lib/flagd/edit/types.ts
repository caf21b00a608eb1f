import type { FlagDefinition, FlagRef } from '../types.ts';

/** A file of flags as it stands in git; its path is relative to the folder of flag files. */
export interface FlagFileText {
  file: string;
  text: string;
}

/** What git should say of one flag. */
export interface FlagEdit {
  ref: FlagRef;
  /** Null: there shall be no such flag. */
  definition: FlagDefinition | null;
  /** Where flagd has the flag from, in its own words; helps to find the file of a new one. */
  source: string | null;
}

/** The one file that changes. */
export interface EditedFile {
  file: string;
  /** '' for a new file. */
  before: string;
  after: string;
}

export type EditResult = { edited: EditedFile } | { refused: string };
