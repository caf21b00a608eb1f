export const SIZES = { wide: { width: 1440, height: 900 }, narrow: { width: 390, height: 844 } } as const;

type Width = keyof typeof SIZES;
type Scheme = 'light' | 'dark';

export type View = readonly [Width, Scheme];

/** In which views pages are looked at; an option of the project. */
export interface ViewOptions {
  views: keyof typeof VIEWS;
}

/** Both widths and both schemes are in the opposite two; each pair of them only in all four. */
export const VIEWS = {
  opposite: [
    ['wide', 'light'],
    ['narrow', 'dark'],
  ],
  every: [
    ['wide', 'light'],
    ['wide', 'dark'],
    ['narrow', 'dark'],
    ['narrow', 'light'],
  ],
} as const satisfies Record<string, readonly View[]>;
