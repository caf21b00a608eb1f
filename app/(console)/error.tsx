'use client';

import { BrokenPage } from '#components/ui/broken-page.tsx';

/** A console page that could not be read; the shell around it stays. */
export default BrokenPage;
