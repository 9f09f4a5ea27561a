// Made-up graphs at their full size: recorded into files once, by the code that records into a graph, then loaded from those
// into either engine without a transaction.
import { spawn } from 'node:child_process';
import { createReadStream, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { progressLine } from '../measure/progress.mjs';
import { moduleOf } from '../support/build.mjs';
import { root } from '../support/places.mjs';
import { findNeo4j, layHome } from './neo4j.mjs';
import { batchesOf } from './synthetic.mjs';

/** When all of it counts as recorded: the same whenever it is made. */
export const NOW = Date.UTC(2024, 0, 1);

/** Writes the files of a first load. */
export async function writeFiles(build, folder, facts) {
  const { BulkLoad } = await moduleOf(build, 'exporters/bulk/load');
  const load = new BulkLoad(folder, { now: NOW });
  const gathering = progressLine(`${facts} facts: gathering`);
  let given = 0;
  for (const batch of batchesOf(facts)) {
    await load.add(batch);
    given += batch.claims?.length ?? 0;
    gathering.update(Math.min(given, facts), facts);
  }
  gathering.stop();
  const writing = progressLine(`${facts} facts: writing`);
  const written = await load.finish((done, total) => writing.update(done, total));
  writing.stop();
  return written;
}

/** Loads files into a new database below a server's home. */
export async function loadNeo4j(folder, home, memory) {
  const { java, jars } = findNeo4j();
  await layHome(home, memory);
  await new Promise((resolve, reject) => {
    const child = spawn(
      java,
      [
        '-Xmx2g',
        '-cp',
        join(jars, '*'),
        'org.neo4j.cli.AdminTool',
        'database',
        'import',
        'full',
        'neo4j',
        '@import.args',
      ],
      {
        cwd: folder,
        env: { ...process.env, NEO4J_HOME: home, NEO4J_CONF: join(home, 'conf') },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (data) => {
        said = (said + data).slice(-3000);
      });
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`neo4j-admin ended with code ${code}:\n${said}`)),
    );
  });
}

/** Loads files into a data folder of the embedded engine: nodes and edges by their numbers, in memory, saved at the end. */
export async function loadEmbedded(build, files, folder) {
  const grafeo = createRequire(join(root, 'package.json'))('@grafeo-db/js');
  const { openEmbedded } = await moduleOf(build, 'engines/embedded/embedded.store');
  // Marks the folder as one of this form; the empty graph it makes is replaced.
  await openEmbedded({ folder }).close();
  const path = join(folder, 'graph.grafeo');
  for (const name of readdirSync(folder))
    if (name.startsWith('graph.grafeo')) rmSync(join(folder, name), { recursive: true });
  const db = grafeo.GrafeoDB.create();
  const numbers = new Map();
  const tables = readdirSync(files).filter((name) => name.endsWith('-header.csv'));
  const order = (name) => ['entities-', 'nodes-', 'facts-'].findIndex((each) => name.startsWith(each));
  const progress = progressLine('embedded: loading character');
  const total = tables.reduce((sum, header) => sum + statSync(join(files, dataOf(header))).size, 0);
  let done = 0;
  for (const header of tables.toSorted((a, b) => order(a) - order(b)))
    await loadTable(db, files, header, numbers, (characters) => progress.update((done += characters), total));
  progress.stop();
  db.save(path);
  db.close();
  const store = openEmbedded({ folder });
  await store.ensureSchema();
  await store.close();
}

const TYPED = { string: (text) => text, long: Number, double: Number, boolean: (text) => text === 'true' };

const dataOf = (header) => header.replace('-header.csv', '.csv');

async function loadTable(db, files, header, numbers, tell) {
  const [, sort, label] = /^(entities|nodes|facts)-([A-Za-z_]+)(?:-\d+)?-header\.csv$/.exec(header);
  const columns = readFileSync(join(files, header), 'utf8')
    .trim()
    .split(',')
    .map((each) => each.split(':'));
  const data = join(files, dataOf(header));
  for await (const line of createInterface({ input: createReadStream(data, { highWaterMark: 1 << 20 }) })) {
    tell(line.length + 1);
    const cells = cellsOf(line);
    const properties = {};
    for (const [index, [name, type]] of columns.entries())
      if (name !== '' && cells[index] !== undefined) properties[name] = (TYPED[type] ?? TYPED.string)(cells[index]);
    if (sort === 'facts') db.createEdge(numbers.get(cells[0]), numbers.get(cells[1]), label, properties);
    else if (sort === 'nodes') db.createNode([label], properties);
    else numbers.set(cells[0], db.createNode(['Entity', label], properties).id);
  }
}

/** The cells of a line: a text stands in quotes, doubled inside it; an empty cell is none. Made-up texts have no line ends. */
export function cellsOf(line) {
  const cells = [];
  for (let at = 0; at <= line.length;) {
    if (line[at] !== '"') {
      const end = line.indexOf(',', at);
      const cell = line.slice(at, end === -1 ? undefined : end);
      cells.push(cell === '' ? undefined : cell);
      at = end === -1 ? line.length + 1 : end + 1;
      continue;
    }
    let text = '';
    for (at++; ;) {
      const quote = line.indexOf('"', at);
      text += line.slice(at, quote);
      at = quote + 1;
      if (line[at] !== '"') break;
      text += '"';
      at++;
    }
    cells.push(text);
    at++;
  }
  return cells;
}
