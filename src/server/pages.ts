import { QUESTIONS } from './questions.ts';

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** The first page: what this is, and questions to click. Needs no script and nothing from elsewhere. */
export function firstPage(counts: { facts: number; entities: number; claims: number; id: string } | undefined): string {
  const questions = QUESTIONS.map(({ asks, operation }, index) => {
    const link = (path: string, text: string): string =>
      `<a href="${path}?query=${encodeURIComponent(operation)}" aria-describedby="question-${index + 1}">${text}</a>`;
    return `<li><p id="question-${index + 1}">${escape(asks)}</p>
<p class="links">${link('/graphiql', 'Open it in the editor')} ${link('/graphql', 'See the answer as JSON')}</p></li>`;
  }).join('\n');
  const number = (value: number): string => value.toLocaleString('en');
  const holds = counts
    ? `<p>It holds ${number(counts.entities)} entities, ${number(counts.facts)} facts and ${number(counts.claims)} claims. To cite exactly this state of it: <code>${escape(counts.id)}</code></p>`
    : '<p role="status">The graph cannot be reached just now.</p>';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="A knowledge graph of relations between states, every fact with its sources">
<title>Entente: relations between states, with their sources</title>
<link rel="icon" href="data:,">
<style>
:root { color-scheme: light dark; --ink: #1b2733; --ground: #fbfaf7; --quiet: #52606d; --line: #d5d2c9; --link: #14507a; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e3dc; --ground: #14181d; --quiet: #a7b0ba; --line: #39424c; --link: #8cc4f0; } }
body { font: 1.0625rem/1.55 system-ui, sans-serif; color: var(--ink); background: var(--ground); margin: 0; }
main { max-width: 44rem; margin: 0 auto; padding: 3rem 1.25rem; }
h1 { font-size: 2.25rem; line-height: 1.1; margin: 0 0 .5rem; }
h2 { font-size: 1.25rem; margin: 2.25rem 0 .5rem; }
a { color: var(--link); }
a:focus-visible { outline: 3px solid var(--link); outline-offset: 3px; }
.links { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; }
.links a { padding: .25rem 0; }
ol { padding-left: 1.5rem; } li + li { border-top: 1px solid var(--line); } li { padding: .75rem 0; } li p { margin: .25rem 0; }
code { font-size: .9em; overflow-wrap: anywhere; } .quiet { color: var(--quiet); }
</style>
</head>
<body>
<main>
<h1>Entente</h1>
<p>A knowledge graph of relations between states: who belongs to what, who agreed what with whom, who sanctions whom, since when. Every fact says on whose word it rests, and where it was said.</p>
${holds}
<h2>Ask it</h2>
<ol>
${questions}
</ol>
<h2>Use it</h2>
<p>Send GraphQL to <code>/graphql</code>, by GET or POST, or write it in the <a href="/graphiql">editor</a>.</p>
<p class="quiet">For programs that watch over the server: <a href="/health/live">/health/live</a>, <a href="/health/ready">/health/ready</a>.</p>
</main>
</body>
</html>
`;
}
