export const SIZES = { wide: { width: 1440, height: 900 }, narrow: { width: 390, height: 844 } } as const;

type Width = keyof typeof SIZES;
type Scheme = 'light' | 'dark';

export type View = readonly [Width, Scheme];

/** Widths and schemes in which every page is looked at. */
export const VIEWS: readonly View[] = [
  ['wide', 'light'],
  ['wide', 'dark'],
  ['narrow', 'dark'],
  ['narrow', 'light'],
];
