import { configDefaults, defineConfig } from 'vitest/config';

const exclude = [...configDefaults.exclude, '.next/**', '.tidemark/**'];

const withPostgres = (name: 'db' | 'real') => ({
  extends: true as const,
  test: {
    name,
    include: [`**/*.${name}.test.ts`],
    exclude,
    globalSetup: 'scripts/testing/postgres.ts',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 10_000 } },
  },
});

export default defineConfig({
  test: {
    // Most tests wait for something else than this machine: one core less, as is the default, would halve the pace.
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['**/*.test.{ts,tsx}'],
          exclude: [...exclude, '**/*.{db,real}.test.ts'],
          // Speed is measured in benchmarks; a busy machine must not fail a test of behaviour.
          testTimeout: 60_000,
        },
      },
      withPostgres('db'),
      // Whole stacks, killed processes, servers of git, simulations: slow, so apart from what runs at each change.
      withPostgres('real'),
    ],
  },
});
