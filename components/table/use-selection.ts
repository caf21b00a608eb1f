'use client';

import { useEffect, useState } from 'react';
import { useUrlParams } from '#components/filters/use-url-params.ts';

const PARAM = 'selected';

/** Ids of the rows chosen on this page, kept in the address too, so that they survive a reload. */
export function useSelection(): [ReadonlySet<string>, (chosen: ReadonlySet<string>) => void] {
  const [params, setParams] = useUrlParams();
  const given = params.get(PARAM) ?? '';
  const [chosen, setChosen] = useState(given);
  useEffect(() => {
    // The parameters follow the address a moment later, so one that is out of date already is passed over.
    if (given === (new URLSearchParams(window.location.search).get(PARAM) ?? '')) setChosen(given);
  }, [given]);
  const choose = (ids: ReadonlySet<string>) => {
    const next = [...ids].join('-');
    setChosen(next);
    setParams({ [PARAM]: next });
  };
  return [new Set(chosen.split('-').filter(Boolean)), choose];
}
