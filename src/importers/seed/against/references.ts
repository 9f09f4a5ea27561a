/** A data set the curated graph is held against: how its files are told, what it is called in the files of the graph. */
export interface Reference {
  /** As `checked` and `disagrees` name it. */
  readonly label: string;
  readonly title: string;
  /** Its last day (yyyymmdd): it says nothing of what came later. */
  readonly lastDay: number;
  /** Each of its files by columns that no other file here has together. */
  readonly files: Readonly<Record<string, FileSign>>;
}

interface FileSign {
  readonly columns: readonly string[];
  readonly encoding?: 'utf-8' | 'cp1252';
}

/** The data sets that can be compared. Citations stand in the mappings under datasets/. */
export const REFERENCES = {
  igo: {
    label: 'cow-igo v3',
    title: 'COW intergovernmental organizations',
    lastDay: 20141231,
    files: {
      organizations: { columns: ['ioname', 'ionum', 'sdate', 'deaddate'], encoding: 'cp1252' },
      years: { columns: ['ccode', 'year', 'state', 'un'] },
    },
  },
  cowAlliances: {
    label: 'cow-alliances 4.1',
    title: 'COW formal alliances',
    lastDay: 20121231,
    files: { members: { columns: ['version4id', 'ccode', 'all_st_year', 'mem_st_year'] } },
  },
  atop: {
    label: 'atop 4.01',
    title: 'ATOP alliances',
    lastDay: 20181231,
    files: { members: { columns: ['atopid', 'member', 'yrent', 'yrexit'] } },
  },
  desta: {
    label: 'desta 2.2',
    title: 'DESTA trade agreements',
    lastDay: 20231231,
    files: { treaties: { columns: ['number', 'base_treaty', 'entryforceyear', 'c1'], encoding: 'cp1252' } },
  },
  cowStates: {
    label: 'cow-states 2016',
    title: 'COW state system',
    lastDay: 20161231,
    files: { spells: { columns: ['ccode', 'statenme', 'styear', 'endyear'] } },
  },
  gwStates: {
    label: 'gw-states',
    title: 'Gleditsch-Ward states',
    // The list has no date of its own: this is its last event.
    lastDay: 20110709,
    files: { spells: { columns: ['gwcode', 'country_name', 'start', 'end'] } },
  },
  contiguity: {
    label: 'cow-contiguity 3.2',
    title: 'COW direct contiguity',
    lastDay: 20161231,
    files: { pairs: { columns: ['statelno', 'statehno', 'conttype', 'begin'] } },
  },
} as const satisfies Record<string, Reference>;

export type ReferenceName = keyof typeof REFERENCES;

/** How data sets are called in `disagrees`. */
export const LABELS: readonly string[] = Object.values(REFERENCES).map(({ label }) => label);
