import type { When } from './edtf.ts';
import type { SourceKind, SourceStanding } from './claim.ts';

/** Where claims come from: a document, a register, a release of a data set. */
export interface Source extends SourceStanding {
  readonly kind: SourceKind;
  readonly title: string;
  readonly publisher?: string;
  readonly url?: string;
  /** When it appeared. */
  readonly publishedOn?: When;
  /** The day a copy was made, `yyyy-mm-dd`. */
  readonly retrievedOn?: string;
  readonly licence?: string;
  /** How its makers ask to be cited; else one is composed. */
  readonly citation?: string;
  /** Release of the data set. */
  readonly version?: string;
  /** Identifiers that find it for good, by scheme: UNTS, DOI, ISBN, CELEX ... */
  readonly ids?: Readonly<Record<string, string>>;
}

/** The source in one line: publisher, title, edition, date, identifiers, address. */
export function citationOf(source: Source): string {
  if (source.citation !== undefined) return source.citation;
  const ids = Object.entries(source.ids ?? {}).map(([scheme, value]) => `${scheme} ${value}`);
  const parts = [
    source.publisher,
    source.title,
    source.version && `version ${source.version}`,
    source.publishedOn?.text ?? 'n.d.',
    ...ids,
    source.url,
    source.retrievedOn && `consulted ${source.retrievedOn}`,
  ];
  return `${parts.filter(Boolean).join(', ').replace(/\.$/, '')}.`;
}

/** The content of a source in one canonical text. */
export function canonicalSource(source: Source): string {
  const { key, kind, title, publisher, url, publishedOn, retrievedOn, licence, citation, dataset, version, ids } =
    source;
  return JSON.stringify([
    key,
    kind,
    title,
    publisher,
    url,
    publishedOn?.text,
    retrievedOn,
    licence,
    citation,
    dataset,
    version,
    Object.entries(ids ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1)),
  ]);
}
