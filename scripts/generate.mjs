// Writes the code that follows from schema/: the registry of fact types as TypeScript, and the whole SDL as one text.
// Run by the build; what it writes is not committed.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { parse } from 'yaml';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path) => readFileSync(join(root, path), 'utf8');
const files = (folder, ending) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith(ending))
    .toSorted()
    .map((name) => join(folder, name));

const byName = (folder) =>
  Object.fromEntries(
    files(folder, '.yaml')
      .map((path) => parse(read(path)))
      .map((entry) => [entry.name, entry]),
  );

const enums = byName('schema/registry/enums');
const facts = byName('schema/registry/facts');
const derived = byName('schema/registry/derived');
const schemes = parse(read('schema/registry/schemes.yaml'));
const policies = parse(read('schema/registry/policies.yaml'));

const banner = '// Written by scripts/generate.mjs from schema/. Do not edit.\n';
const write = (path, text) => {
  const target = join(root, path);
  mkdirSync(join(target, '..'), { recursive: true });
  let old = '';
  try {
    old = readFileSync(target, 'utf8');
  } catch {}
  if (old !== banner + text) writeFileSync(target, banner + text);
};

write(
  'src/model/generated/registry.ts',
  `export const ENUMS = ${JSON.stringify(enums, null, 1)} as const;
export const FACT_TYPES = ${JSON.stringify(facts, null, 1)} as const;
export const DERIVED_TYPES = ${JSON.stringify(derived, null, 1)} as const;
export const SCHEMES = ${JSON.stringify(schemes, null, 1)} as const;
export const POLICIES = ${JSON.stringify(policies, null, 1)} as const;
`,
);

const quoted = (text) => JSON.stringify(text);
const enumSdl = (name, description, terms) =>
  `${quoted(description)}\nenum ${name} {\n${Object.entries(terms)
    .map(([term, meaning]) => `  ${quoted(meaning)}\n  ${term}`)
    .join('\n')}\n}\n`;
const factTerms = Object.fromEntries([
  ...Object.values(facts).map((entry) => [entry.name, entry.description]),
  ...Object.values(derived).map((entry) => [entry.name, `Derived, never imported. ${entry.description}`]),
]);
const sdl = [
  ...files('schema', '.graphql').map(read),
  enumSdl('FactType', 'What a fact says. Each is one entry of the registry.', factTerms),
  enumSdl(
    'Preference',
    'Which of several claims or facts that disagree goes first.',
    Object.fromEntries(policies.map(({ name, description }) => [name, description])),
  ),
  ...Object.values(enums)
    .filter((entry) => entry.api)
    .map((entry) => enumSdl(entry.name, entry.description, entry.terms)),
].join('\n');
write('src/graphql/generated/sdl.ts', `export const SDL = ${JSON.stringify(sdl)};\n`);
