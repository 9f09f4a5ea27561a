// Before anything is measured: everyone gives the same rows to every question.
import { isDeepStrictEqual } from 'node:util';

/** Least number of inputs of an operation that has some on which answers may rightly differ, and most that are measured. */
const LEAST = 3;
const MOST = 8;

/**
 * Puts every input of an operation to every contender and compares. Resolves with the requests each is to be sent, in the same
 * order, or with how answers differ. Where those of some contenders may rightly differ (`mayDiffer` of an operation), the inputs on which they do not are kept.
 */
export async function checkVariant(variant, inputs, servers) {
  const kept = servers.map(() => []);
  const answers = servers.map(() => []);
  const { operation, name } = variant;
  const model = Math.max(
    0,
    servers.findIndex(({ name: each }) => each === 'neo4j' || each === 'embedded'),
  );
  let dropped = 0;
  let last = '';
  for (const input of operation.cases(inputs)) {
    if (kept[0].length >= MOST) break;
    const given = [];
    try {
      for (const { form, connections } of servers) given.push(await put(form, input, connections));
    } catch (error) {
      return {
        difference: `${name} of ${JSON.stringify(input)}: ${servers[given.length].name} gives none. ${error.message}`,
      };
    }
    const others = [...given.keys()].filter((index) => !isDeepStrictEqual(given[index].rows, given[model].rows));
    const other =
      others.find((index) => !operation.mayDiffer?.includes(servers[index].name.split(' ')[0])) ?? others[0] ?? -1;
    if (other !== -1 || given[model].rows.length === 0) {
      if (other !== -1 && !operation.mayDiffer?.includes(servers[other].name.split(' ')[0]))
        return { difference: different(name, input, servers, given, model, other) };
      dropped++;
      last = other === -1 ? 'no rows' : different(name, input, servers, given, model, other);
      continue;
    }
    for (const [index, { request, text }] of given.entries()) {
      kept[index].push(request);
      answers[index].push(text);
    }
  }
  if (kept[0].length < Math.min(LEAST, operation.cases(inputs).length))
    return {
      difference: `${name}: answers agree on ${kept[0].length} of ${operation.cases(inputs).length} inputs only. The last that differ: ${last}`,
    };
  return { requests: kept, answers, dropped };
}

async function put(form, input, connections) {
  const known = form.before
    ? { ...input, ...form.before.found(parsed(await connections.ask(form.before.request(input)))) }
    : input;
  const request = form.request(known);
  const text = await connections.ask(request);
  return { request, text, rows: form.rows(parsed(text)) };
}

function parsed(text) {
  const answer = JSON.parse(text);
  if (answer.errors) throw new Error(`The answer has errors: ${JSON.stringify(answer.errors).slice(0, 1500)}`);
  return answer;
}

function different(name, input, servers, given, model, other) {
  const [a, b] = [given[0].rows, given[other].rows];
  const at = a.findIndex((row, index) => !isDeepStrictEqual(row, b[index]));
  const show = (row) => JSON.stringify(row)?.slice(0, 600);
  return `${name} of ${JSON.stringify(input)}: ${servers[model].name} gives ${a.length} rows, ${servers[other].name} ${b.length}. Row ${at}:\n  ${show(a[at])}\n  ${show(b[at])}`;
}
