import type { TableFile } from './table.ts';

/** Name of the file in a folder that says what its files hold, in the form `neo4j-admin` reads arguments from a file. */
export const ARGUMENTS = 'import.args';

/** What the files of a folder hold. */
export interface Contents {
  /** Labels joined by colons, with the files of nodes that have them. */
  readonly nodes: readonly (readonly [labels: string, files: readonly TableFile[]])[];
  readonly relationships: readonly (readonly [type: string, files: readonly TableFile[]])[];
  /** Whether any text has a line end in it. */
  readonly hasLines: boolean;
  /** Characters of the longest row. */
  readonly longest: number;
}

/** What `neo4j-admin` reads at once by itself, bytes: a row must find room in it. */
const READ_AT_ONCE = 4 * 1024 * 1024;

/**
 * The arguments of `neo4j-admin database import full`, one a line, with paths relative to the folder. Strict: a relationship
 * without its ends, or a key that comes twice, ends the import.
 */
export function argumentsText({ nodes, relationships, hasLines, longest }: Contents): string {
  // neo4j-admin takes no path that has no folder.
  const files = (option: string, [name, tables]: readonly [string, readonly TableFile[]]): string[] =>
    tables.map(({ header, data }) => `--${option}=${name}=./${header},./${data}`);
  // A character is up to three bytes, and what is read at once must hold the row wherever it begins.
  const room = longest * 3 * 2;
  const lines = [
    '--id-type=string',
    '--bad-tolerance=0',
    ...(hasLines ? ['--multiline-fields=true'] : []),
    ...(room > READ_AT_ONCE ? [`--read-buffer-size=${room}`] : []),
    ...nodes.flatMap((each) => files('nodes', each)),
    ...relationships.flatMap((each) => files('relationships', each)),
  ];
  return `${lines.join('\n')}\n`;
}

/** The command to run, to be copied into a shell. */
export function importCommand(folder: string, database: string): string {
  const quoted = /^[\w@%+=:,./\\-]+$/.test(folder) ? folder : `"${folder.replaceAll(/["$`\\]/g, '\\$&')}"`;
  return `cd ${quoted}\nneo4j-admin database import full ${database} @${ARGUMENTS}\n`;
}
