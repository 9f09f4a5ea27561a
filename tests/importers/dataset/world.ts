// The few states that the samples of the data sets name, with the codes they bore; told by hand.
import { record } from '../../../src/domain/record/record.service.ts';
import { when } from '../../../src/model/edtf.ts';
import type { DatedCode } from '../../../src/model/entity.ts';
import type { GraphStore } from '../../../src/store/port.ts';
import { claim, entity, source } from '../../support/graph.ts';

const dated = (scheme: string, value: string, from?: string, to?: string): DatedCode => ({
  scheme,
  value,
  ...(from !== undefined && { from: when(from) }),
  ...(to !== undefined && { to: when(to) }),
});

/** Key, name, COW (and GW) number, ISO number, two letters, Wikidata item. */
const STATES = [
  ['usa', 'United States', '2', '840', 'US', 'Q30'],
  ['can', 'Canada', '20', '124', 'CA', 'Q16'],
  ['cub', 'Cuba', '40', '192', 'CU', 'Q241'],
  ['hti', 'Haiti', '41', '332', 'HT', 'Q790'],
  ['mex', 'Mexico', '70', '484', 'MX', 'Q96'],
  ['chl', 'Chile', '155', '152', 'CL', 'Q298'],
  ['per', 'Peru', '135', '604', 'PE', 'Q419'],
  ['gbr', 'United Kingdom', '200', '826', 'GB', 'Q145'],
  ['fra', 'France', '220', '250', 'FR', 'Q142'],
  ['che', 'Switzerland', '225', '756', 'CH', 'Q39'],
  ['ita', 'Italy', '325', '380', 'IT', 'Q38'],
  ['gha', 'Ghana', '452', '288', 'GH', 'Q117'],
  ['ken', 'Kenya', '501', '404', 'KE', 'Q114'],
] as const;

/** One number of Correlates of War runs through Prussia and Germany; West Germany had numbers of its own. */
const GERMANIES = [
  entity('country:prussia', {
    name: 'Prussia',
    codes: [dated('COW', '255', undefined, '1871-01-17'), dated('GW', '255', undefined, '1871-01-17')],
  }),
  entity('country:deu', {
    name: 'Germany',
    codes: [
      dated('COW', '255', '1871-01-18', '1945-05-08'),
      dated('COW', '255', '1990-10-03'),
      dated('ISON', '276', '1990-10-03'),
      dated('ISO2', 'DE'),
    ],
  }),
  entity('country:frg', {
    name: 'West Germany',
    codes: [dated('COW', '260', '1949-05-23', '1990-10-02'), dated('ISON', '280', '1949-05-23', '1990-10-02')],
  }),
];

export const WORLD = {
  sources: [source('source:world', { kind: 'PRIMARY', publishedOn: when('2000') })],
  entities: [
    ...STATES.map(([key, name, number, iso, letters, item]) =>
      entity(`country:${key}`, {
        name,
        codes: [
          dated('COW', number),
          dated('GW', number),
          dated('ISON', iso),
          dated('ISO2', letters),
          dated('WIKIDATA', item),
        ],
      }),
    ),
    entity('country:vct', { name: 'Saint Vincent and the Grenadines', codes: [dated('GW', '57')] }),
    ...GERMANIES,
  ],
  claims: [
    claim({ type: 'EXISTENCE', subject: 'country:frg', source: 'source:world', from: '1949-05-23', to: '1990-10-02' }),
    claim({ type: 'EXISTENCE', subject: 'country:deu', source: 'source:world', from: '1871-01-18', to: '1945-05-08' }),
    claim({ type: 'EXISTENCE', subject: 'country:deu', source: 'source:world', from: '1990-10-03', to: '..' }),
  ],
};

/** When the world is recorded. */
export const BEGUN = Date.UTC(2026, 0, 1);

export async function putWorld(store: GraphStore): Promise<void> {
  await record(store, WORLD, BEGUN);
}
