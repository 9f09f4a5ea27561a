// What the operations share: how a fact counts, and how rows of different servers are made comparable.

/** Cypher: the fact `r` counts; on the day asked for, where there is one (`possible` dates: it may hold then). */
export const counting = (r, at) =>
  at ? `${r}.status <= 3 AND ${r}.from1 <= $day AND ${r}.to2 >= $day` : `${r}.status <= 3`;

/** The same for the peer, as a filter of a relationship's properties. */
export const edgeCounting = (at) =>
  at ? 'edge: { status: { lte: 3 }, from1: { lte: $day }, to2: { gte: $day } }' : 'edge: { status: { lte: 3 } }';

/** Declares `$day` in an operation of the peer that uses it. */
export const dayOfPeer = (at) => (at ? ', $day: Int!' : '');

/** A day as the graph stores it, yyyymmdd, of an ISO day. */
export const dayNumber = (iso) => Number(iso.replaceAll('-', ''));

/** The view of Entente's operations; null is the view without one. */
export const viewOf = (day, at) => (at ? { validOn: day } : null);

/** A list kept as a JSON text. */
export const listIn = (text) => (text ? JSON.parse(text) : []);

/** A key without the name of what it is a key of. */
export const bare = (key) => key.replace(/^(fact|claim):/, '');

export const byText = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
