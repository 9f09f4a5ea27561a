// What it was measured on, and with.
import { readFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { RELEASE } from '../graphs/neo4j.mjs';
import { bench, root } from '../support/places.mjs';

const version = (folder, name) =>
  JSON.parse(readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8')).version;

/** Name and value of what matters. */
export function machineOf() {
  const processors = cpus();
  return {
    machine: `${processors.length} × ${processors[0]?.model.trim() ?? 'unknown'}, ${(totalmem() / 2 ** 30).toFixed(0)} GB, ${type()} ${release()}`,
    'load at the beginning (1, 5, 15 minutes)': loadavg()
      .map((value) => value.toFixed(2))
      .join(', '),
    'Node.js': process.version,
    Neo4j: RELEASE.version,
    'neo4j-driver': `${version(root, 'neo4j-driver')} (raw and peer: ${version(bench, 'neo4j-driver')})`,
    '@neo4j/graphql': version(bench, '@neo4j/graphql'),
    '@apollo/server': version(bench, '@apollo/server'),
    fastify: version(bench, 'fastify'),
    '@grafeo-db/js': version(root, '@grafeo-db/js'),
  };
}
