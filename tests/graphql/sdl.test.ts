import { describe, expect, it } from '@jest/globals';
import { Kind, parse, visit } from 'graphql';
import { SDL } from '../../src/graphql/generated/sdl.ts';
import { AMOUNT_BASES } from '../../src/model/amount.ts';
import { MOODS } from '../../src/model/claim.ts';
import { FACT_STATUSES } from '../../src/model/fact.ts';
import { POLICIES } from '../../src/model/generated/registry.ts';
import { DERIVED_NAMES, ENTITY_KINDS, RECORDED_TYPES, terms } from '../../src/model/registry.ts';

const document = parse(SDL);

/** Every type, field, argument, input field and enum value by its path, with what is said of it. */
const all: [path: string, description: string | undefined][] = [];
const within: string[] = [];
visit(document, {
  enter(node) {
    if (!isNamed(node)) return;
    within.push(node.name.value);
    // An extension adds fields to what is described elsewhere.
    if (node.kind.endsWith('Definition')) all.push([within.join('.'), node.description?.value]);
  },
  leave(node) {
    if (isNamed(node)) within.pop();
  },
});

interface Named {
  readonly kind: string;
  readonly name: { readonly value: string };
  readonly description?: { readonly value: string };
}

function isNamed(node: object): node is Named {
  return 'name' in node && 'kind' in node && /(Definition|Extension)$/.test(String(node.kind));
}

const valuesOf = (name: string): string[] =>
  document.definitions.flatMap((definition) =>
    definition.kind === Kind.ENUM_TYPE_DEFINITION && definition.name.value === name
      ? (definition.values ?? []).map((value) => value.name.value)
      : [],
  );

describe('the public API', () => {
  it('describes every type, field, argument, input field and enum value', () => {
    expect(all.length).toBeGreaterThan(200);
    // The root type is the one thing that needs no word; everybody knows what a query is.
    const silent = all.filter(([path, description]) => path !== 'Query' && !description?.trim());
    expect(silent.map(([path]) => path)).toEqual([]);
  });

  it('in sentences', () => {
    const loose = all.filter(([, description]) => description !== undefined && !/^\S.*\.$/s.test(description.trim()));
    expect(loose).toEqual([]);
  });

  it('has every type of fact of the registry, recorded and derived, and no other', () => {
    expect(valuesOf('FactType').toSorted()).toEqual([...RECORDED_TYPES, ...DERIVED_NAMES].toSorted());
  });

  it.each<[string, readonly string[]]>([
    ['EntityKind', ENTITY_KINDS],
    ['Mood', MOODS],
    ['FactStatus', FACT_STATUSES],
    ['AmountBasis', AMOUNT_BASES],
    ['Preference', POLICIES.map(({ name }) => name)],
    ['AgreementKind', terms('AgreementKind')],
    ['AgreementStatus', terms('AgreementStatus')],
    ['PartyActionKind', terms('PartyActionKind')],
    ['PartyRole', terms('PartyRole')],
    ['Standing', terms('Standing')],
  ])('has the values of %s that the code has', (name, values) => {
    expect(valuesOf(name).toSorted()).toEqual([...values].toSorted());
  });
});
