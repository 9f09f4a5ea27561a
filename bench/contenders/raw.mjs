// The raw driver: a hand-written Cypher text for each operation behind the least of an HTTP server. A process of its own.
import { createServer } from 'node:http';
import neo4j from 'neo4j-driver';
import { VARIANTS } from '../operations/all.mjs';

const driver = neo4j.driver(process.env.NEO4J_URI, undefined, { disableLosslessIntegers: true });
const texts = new Map();
for (const { operation, at, name } of VARIANTS) {
  const { text, before } = operation.raw(at);
  texts.set(`/${name}`, text);
  if (before) texts.set(`/${name}/before`, before.text);
}

const toBolt = (params) =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, Number.isSafeInteger(value) ? neo4j.int(value) : value]),
  );

/** The first column of every row, as JSON. */
async function answer(text, params) {
  const session = driver.session({ defaultAccessMode: 'READ' });
  try {
    const { records } = await session.run(text, toBolt(params));
    return JSON.stringify({ data: records.map((record) => record.get(0)) });
  } finally {
    await session.close();
  }
}

async function bodyOf(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return JSON.parse(Buffer.concat(parts).toString());
}

async function handle(request, response) {
  let status = 200;
  let body = '';
  try {
    body = await answer(texts.get(request.url), await bodyOf(request));
  } catch (error) {
    status = 500;
    body = JSON.stringify({ errors: [{ message: error.message }] });
  }
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

createServer((request, response) => void handle(request, response)).listen(Number(process.env.PORT), '127.0.0.1');
