import { afterEach, describe, expect, it } from 'vitest';
import { definitionOf, refKey } from '../definition.ts';
import { contextsOf } from '../evaluations/contexts.ts';
import { evaluateFlags } from '../evaluations/evaluate.ts';
import type { FlagOutcome } from '../evaluations/types.ts';
import { evaluationsOf, FLAGS_YAML, fetchFrom, readTexts, SETS_JSON, TARGETED_YAML } from './flags.ts';

/** A flagd that the contract is tried on: the stand-in, or a real one. */
export interface ContractFlagd {
  /** Of its sync service. */
  syncUrl: string;
  /** Of its OFREP service. */
  ofrepUrl: string;
  stop(): Promise<void>;
}

/** What comparing relies on: a file that flagd loads means the same on both sides. The stand-in must keep it as flagd does. */
export function flagdContract(name: string, start: (file: string, text: string) => Promise<ContractFlagd>): void {
  describe(`contract with ${name}`, () => {
    let flagd: ContractFlagd | undefined;
    afterEach(() => flagd?.stop());

    it.each([
      ['flags.yaml', FLAGS_YAML],
      ['sets.json', SETS_JSON],
      ['none.json', '{"flags":{}}'],
    ])('serves %s as git is read', async (file, text) => {
      flagd = await start(file, text);
      const git = await readTexts({ [file]: text });
      expect(git).toMatchObject({ notCompared: [], isWhole: true });
      const live = await fetchFrom(
        flagd.syncUrl,
        git.flags.map(({ ref }) => ref),
      );
      const flags = 'flags' in live ? live.flags : [];
      const told = flags.map(({ ref, definition }) => ({ ref, definition }));
      expect(told).toHaveLength(git.flags.length);
      expect(told).toEqual(expect.arrayContaining(git.flags.map(({ ref, definition }) => ({ ref, definition }))));
      expect(flags.every(({ source }) => source?.endsWith(file))).toBe(true);
    });

    it.each([
      // One of its flags refers to a rule that there is not.
      ['flags.yaml', FLAGS_YAML, 5],
      ['sets.json', SETS_JSON, 4],
      ['targeted.yaml', TARGETED_YAML, 15],
    ])('evaluates %s as git is evaluated', async (file, text, toldFlags) => {
      flagd = await start(file, text);
      const git = await readTexts({ [file]: text });
      const contexts = contextsOf(git.flags);
      const live = await evaluationsOf(flagd.ofrepUrl, contexts, git.flags);
      const told = 'contexts' in live ? live.contexts : [];
      const expected = evaluateFlags(git.flags, contexts);
      expect(told).toHaveLength(contexts.length);
      for (const [at, { outcomes }] of expected.entries()) {
        const known = outcomes.filter(isTold);
        expect(told[at]?.outcomes).toEqual(expect.arrayContaining(known));
      }
      const evaluated = new Set(
        expected.flatMap(({ outcomes }) => outcomes.filter(isTold).map(({ ref }) => refKey(ref))),
      );
      expect(evaluated.size).toBe(toldFlags);
    });

    it('tells what somebody changed', async () => {
      flagd = await start(
        'flags.json',
        '{"flags":{"new":{"state":"ENABLED","variants":{"on":true},"defaultVariant":"on"}}}',
      );
      const definition = definitionOf({ state: 'ENABLED', variants: { on: true }, defaultVariant: 'on' });
      expect(await fetchFrom(flagd.syncUrl)).toMatchObject({
        flags: [{ ref: { flagSetId: null, key: 'new' }, definition }],
      });
    });
  });
}

function isTold({ result }: FlagOutcome): boolean {
  return result.kind !== 'error';
}
