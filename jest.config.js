/** One configuration, two projects: rules without an engine side by side, suites on real engines one after another. */
const shared = {
  testEnvironment: 'node',
  roots: ['<rootDir>/src', '<rootDir>/tests'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2023', parser: { syntax: 'typescript' } }, module: { type: 'es6' }, sourceMaps: 'inline' },
    ],
  },
};

export default {
  projects: [
    { ...shared, displayName: 'rules', testMatch: ['<rootDir>/tests/**/*.test.ts'] },
    {
      ...shared,
      displayName: 'engines',
      testMatch: ['<rootDir>/tests/**/*.engines.ts'],
      globalSetup: '<rootDir>/tests/support/start-engines.mjs',
      globalTeardown: '<rootDir>/tests/support/stop-engines.mjs',
    },
  ],
};
