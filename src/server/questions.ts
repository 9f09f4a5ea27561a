/** A question to click on the first page: its words, and the operation that answers it. */
export interface Question {
  readonly asks: string;
  readonly operation: string;
}

export const QUESTIONS: readonly Question[] = [
  {
    asks: 'What was the S-400 contract between Turkey and Russia worth, who sold, what was reached when, and who says so?',
    operation: `{
  agreement(ref: { id: "agreement:s-400-2017" }) {
    name
    status
    parties(first: 5) { nodes { name } edges { role } }
    facts(types: [VALUE, MILESTONE], first: 20) {
      nodes {
        type value validFrom status
        amount { value unit }
        claims { mood speaker { name } statedOn source { citation } locator }
      }
    }
  }
}`,
  },
  {
    asks: 'Who belonged to NATO on 29 March 2004, and since when?',
    operation: `{
  organization(ref: { name: "NATO" }) {
    name
    members(at: { validOn: "2004-03-29" }, first: 50) {
      totalCount
      nodes { subject { name } validFrom claims { source { citation } locator } }
    }
  }
}`,
  },
  {
    asks: 'Which state did the Correlates of War code 255 mean in 1860, and which does it mean now?',
    operation: `{
  then: country(ref: { code: { scheme: "COW", value: "255", on: "1860-01-01" } }) { key name }
  now: country(ref: { code: { scheme: "COW", value: "255" } }) { key name }
}`,
  },
];
