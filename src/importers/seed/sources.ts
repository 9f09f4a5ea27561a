import { SOURCE_KINDS, type SourceKind } from '../../model/claim.ts';
import { dayFromIso } from '../../model/day.ts';
import type { Source } from '../../model/source.ts';
import type { Cursor } from './cursor.ts';
import { readDate } from './dates.ts';
import { told } from './told.ts';

const FIELDS = new Set([
  'kind',
  'title',
  'publisher',
  'publishedOn',
  'retrievedOn',
  'url',
  'licence',
  'citation',
  'dataset',
  'version',
  'ids',
  'note',
]);

/** Reads one source; undefined where it lacks what a source needs. */
export function readSource(key: string, value: Cursor, at: Cursor): Source | undefined {
  value.entries(FIELDS);
  if (!/^(source|dataset):[a-z0-9][a-z0-9.@-]*$/.test(key))
    at.problem(`"${key}" is no key of a source. Write source: and lower-case letters, digits, hyphens.`);
  const kind = value.get('kind').string() ?? '';
  if (!(SOURCE_KINDS as readonly string[]).includes(kind))
    value.get('kind').problem(`A source needs a kind: ${SOURCE_KINDS.join(', ')}.`);
  const title = value.get('title').string();
  if (title === undefined) at.problem('A source needs a `title`.');
  const publisher = value.get('publisher').string();
  if (publisher === undefined) at.problem('A source needs a `publisher`.');
  const retrievedOn = value.get('retrievedOn').string();
  if (retrievedOn !== undefined && dayFromIso(retrievedOn) === undefined)
    value.get('retrievedOn').problem(`"${retrievedOn}" is not a day. Write one such as 2020-12-07.`);
  const publishedOn = readDate(told(value.get('publishedOn')));
  if (value.get('publishedOn').isMissing && retrievedOn === undefined)
    at.problem('A source needs `publishedOn`, or, where it has no date, `retrievedOn`: the day its copy was made.');
  if (title === undefined || kind === '') return undefined;
  const ids = Object.fromEntries(
    value
      .get('ids')
      .entries()
      .flatMap(([scheme, id]) => {
        const text = id.string();
        return text === undefined ? [] : [[scheme, text] as const];
      }),
  );
  return {
    key,
    kind: kind as SourceKind,
    title,
    publisher,
    publishedOn,
    retrievedOn,
    url: value.get('url').string(),
    licence: value.get('licence').string(),
    citation: value.get('citation').string(),
    dataset: value.get('dataset').string(),
    version: value.get('version').string(),
    ids: Object.keys(ids).length > 0 ? ids : undefined,
  };
}
