import { statement } from '../../../store/port.ts';

/** Releases of data sets among the sources: key, data set, title. */
export const DATASET_SOURCES = statement(
  'import-dataset-sources',
  `MATCH (s:Source) WHERE s.dataset STARTS WITH 'dataset:' RETURN s.key, s.dataset, s.title ORDER BY s.key`,
);
