// Makes a graph once, for both engines, and keeps it in the cache until what it is made by changes.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { cache, root, say } from '../support/places.mjs';
import { SETS } from './sets.mjs';

/** What a graph's content and form depend on. */
const MADE_BY = [
  'src/model',
  'src/store',
  'src/domain/record',
  'src/domain/source/number.ts',
  'schema/registry',
  'bench/graphs/bulk.mjs',
  'bench/graphs/random.mjs',
  'bench/graphs/synthetic.mjs',
];

/**
 * The folders of a set's graph: `neo4j` a server's home, `embedded` a data folder, and what is known of it. A set is made
 * anew when what it is made by has changed, unless the one there is shall be kept.
 */
export async function makeGraph(name, { build, rebuild = false, keep = false }) {
  const set = SETS[name];
  const kept = keep ? existing(name) : undefined;
  const id = hashOf([...MADE_BY, ...set.madeBy], set.salt?.() ?? '');
  const place = kept ?? join(cache, 'graphs', `${name}-${id}`);
  if (rebuild) rmSync(place, { recursive: true, force: true });
  if (!existsSync(place)) {
    const making = join(cache, 'graphs', `making-${name}-${process.pid}`);
    removeUnfinished();
    mkdirSync(making, { recursive: true });
    say(`Making the graph "${name}": ${set.says} ...`);
    const started = Date.now();
    const made = await set.make(making, build);
    writeFileSync(join(making, 'made.json'), JSON.stringify(made, null, 2));
    for (const old of readdirSync(join(cache, 'graphs')))
      if (old.startsWith(`${name}-`)) rmSync(join(cache, 'graphs', old), { recursive: true, force: true });
    renameSync(making, place);
    say(`Made in ${((Date.now() - started) / 1000).toFixed(0)} s.`);
  }
  return {
    home: join(place, 'neo4j'),
    folder: join(place, 'embedded'),
    made: JSON.parse(readFileSync(join(place, 'made.json'), 'utf8')),
  };
}

/** Removes what runs left that were cut off. */
function removeUnfinished() {
  const graphs = join(cache, 'graphs');
  for (const each of existsSync(graphs) ? readdirSync(graphs) : []) {
    const pid = /^making-.*-(\d+)$/.exec(each)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) rmSync(join(graphs, each), { recursive: true, force: true });
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return pid !== process.pid;
  } catch {
    return false;
  }
}

/** The graph of a set that was made last. */
function existing(name) {
  const graphs = join(cache, 'graphs');
  const found = existsSync(graphs) ? readdirSync(graphs).find((each) => each.startsWith(`${name}-`)) : undefined;
  return found && join(graphs, found);
}

function hashOf(parts, salt) {
  const hash = createHash('sha256').update(salt);
  for (const path of parts.flatMap(filesBelow)) hash.update(`${relative(root, path)}\n`).update(readFileSync(path));
  return hash.digest('hex').slice(0, 12);
}

function filesBelow(name) {
  const path = join(root, name);
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { recursive: true })
    .map((each) => join(path, each))
    .filter((each) => statSync(each).isFile() && !each.includes('generated'))
    .toSorted();
}
