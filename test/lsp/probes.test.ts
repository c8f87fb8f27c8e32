// The 26 questions at which generic YAML servers fail (the recipe "lsp-peers", table "Probes"), asked of the built server in our language.
// It must never ask less than its row does: what is found, where, in which words, and how it is mended.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Client } from './client';

interface Position {
  readonly line: number;
  readonly character: number;
}
interface Range {
  readonly start: Position;
  readonly end: Position;
}
interface Problem {
  readonly range: Range;
  readonly code: string;
  readonly message: string;
  readonly relatedInformation?: readonly { readonly location: { readonly range: Range } }[];
}
interface Edit {
  readonly range: Range;
  readonly newText: string;
}
interface Action {
  readonly title: string;
  readonly kind?: string;
  readonly diagnostics?: readonly Problem[];
  readonly edit?: { readonly documentChanges: readonly { readonly edits: readonly Edit[] }[] };
}
interface Item {
  readonly label: string;
  readonly detail?: string;
}

const sound = `sla: 1
id: probes
title: Probes
kind: customer
status: active
version: 1.0.0
term: { from: 2026-01-01, to: 2099-12-31 }
timeZone: Europe/Berlin
parties:
  provider: { name: Provider, role: provider, contacts: { service: desk@provider.example } }
  customer: { name: Customer, role: customer, contacts: { service: it@customer.example } }
metrics:
  uptime:
    type: availability
    measuredBy: provider
    verifiedBy: customer
    measuredAt: public edge
    noData: unknown
objectives:
  availability:
    metric: uptime
    atLeast: 99.9 %
    window: month
    remedies: [credits, report, exit]
    reason: What was kept last year
remedies:
  credits:
    kind: service-credit
    of: Monthly Fee
    tiers:
      - { below: 99.9 %, credit: 10 % }
      - { below: 99.0 %, credit: 25 % }
  report: { kind: report, what: Cause of the miss, by: provider, within: 5 d }
  exit: { kind: termination, holder: customer, when: missed 3 of 6 windows, notice: 30 d }
fees:
  Monthly Fee: 1000 EUR per month
claims: { by: customer, to: provider, within: 30 d }
review: { every: quarter, next: 2099-01-01 }
responsibilities:
  pay-fees: { responsible: customer }
glossary:
  Downtime: Time in which nothing answers
approvals:
  provider: { name: A. Provider, role: Head of service, date: 2025-12-01 }
  customer: { name: B. Customer, role: Head of purchase, date: 2025-12-01 }
`;

let client: Client;
let count = 0;

before(async () => {
  client = new Client();
  await client.request('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: {
      textDocument: { completion: { completionItem: { snippetSupport: true } } },
      workspace: { workspaceEdit: { documentChanges: true } },
    },
  });
  client.notify('initialized', {});
});
after(() => client.end());

/** A document with its problems. */
class Asked {
  readonly uri: string;
  readonly text: string;
  problems: readonly Problem[] = [];

  constructor(text: string) {
    this.uri = `untitled:probe-${++count}.sla.yaml`;
    this.text = text;
  }

  async open(): Promise<this> {
    const told = client.diagnostics(this.uri);
    client.open(this.uri, this.text);
    this.problems = (await told).diagnostics as unknown as readonly Problem[];
    return this;
  }

  /** The text under a range. */
  under({ start, end }: Range): string {
    return this.text.slice(this.offset(start), this.offset(end));
  }

  /** Problems as `token: message`. */
  get told(): readonly string[] {
    return this.problems.map(({ range, message }) => `${this.under(range)}: ${message}`);
  }

  at(marked: string): { readonly textDocument: object; readonly position: Position } {
    const offset = this.text.indexOf(marked.replace('|', '')) + marked.indexOf('|');
    assert.ok(offset >= 0 && this.text.includes(marked.replace('|', '')), marked);
    const lines = this.text.slice(0, offset).split(/\r?\n/);
    const position = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
    return { textDocument: { uri: this.uri }, position };
  }

  async labels(marked: string): Promise<readonly string[]> {
    const answer = await client.request<{ items: readonly Item[] } | readonly Item[]>(
      'textDocument/completion',
      this.at(marked),
    );
    return ('items' in answer ? answer.items : answer).map(({ label }) => label);
  }

  async hover(marked: string): Promise<string> {
    const answer = await client.request<{ contents: { value: string } } | null>('textDocument/hover', this.at(marked));
    return answer?.contents.value ?? '';
  }

  /** The texts after each quick fix of the first problem, by title. */
  async fixed(): Promise<ReadonlyMap<string, string>> {
    const problem = this.problems[0];
    assert.ok(problem !== undefined);
    const actions = await client.request<readonly Action[]>('textDocument/codeAction', {
      textDocument: { uri: this.uri },
      range: problem.range,
      context: { diagnostics: [problem], only: ['quickfix'] },
    });
    return new Map(
      actions.map(({ title, edit }) => [title, this.edited(edit?.documentChanges.flatMap(({ edits }) => edits) ?? [])]),
    );
  }

  edited(edits: readonly Edit[]): string {
    return [...edits]
      .sort((a, b) => this.offset(b.range.start) - this.offset(a.range.start))
      .reduce(
        (text, { range, newText }) =>
          text.slice(0, this.offset(range.start)) + newText + text.slice(this.offset(range.end)),
        this.text,
      );
  }

  private offset({ line, character }: Position): number {
    let at = 0;
    for (let index = 0; index < line; index++) at = this.text.indexOf('\n', at) + 1;
    return at + character;
  }
}

function changed(...changes: readonly (readonly [string, string])[]): Promise<Asked> {
  let text = sound;
  for (const [from, to] of changes) {
    assert.ok(text.includes(from), from);
    text = text.replace(from, () => to);
  }
  return new Asked(text).open();
}

describe('what the generic server cannot answer', () => {
  test('the sound agreement has no problem', async () => assert.deepEqual((await changed()).told, []));

  test('1: a reference without a target names the nearest', async () => {
    const asked = await changed(['metric: uptime', 'metric: uptme']);
    assert.deepEqual(asked.told, ['uptme: No metric "uptme"; did you mean "uptime"?']);
    assert.ok([...(await asked.fixed()).values()].includes(sound));
  });

  test('2: an id that stands twice is told at the second, with the first beside it', async () => {
    const asked = await changed(['objectives:', '  uptime: { type: availability }\nobjectives:']);
    assert.equal(asked.problems.length, 1);
    const [problem] = asked.problems;
    assert.match(problem?.message ?? '', /"uptime" is already defined on line 13/);
    assert.equal(problem?.range.start.line, 18);
    assert.equal(problem?.relatedInformation?.[0]?.location.range.start.line, 12);
  });

  test('3: an empty reference offers what is declared', async () => {
    const asked = await changed(['metric: uptime', 'metric: ']);
    assert.ok((await asked.labels('metric: |\n')).includes('uptime'));
  });

  test('4: definition, references and rename of an id', async () => {
    const asked = await changed();
    const place = asked.at('metric: upt|ime');
    const [link] = await client.request<readonly { targetSelectionRange?: Range; range?: Range }[]>(
      'textDocument/definition',
      place,
    );
    assert.equal((link?.targetSelectionRange ?? link?.range)?.start.line, 12);
    const references = await client.request<readonly { range: Range }[]>('textDocument/references', {
      ...place,
      context: { includeDeclaration: true },
    });
    assert.deepEqual(
      references.map(({ range }) => range.start.line),
      [12, 20],
    );
    const renamed = await client.request<{ documentChanges: readonly { edits: readonly Edit[] }[] }>(
      'textDocument/rename',
      { ...place, newName: 'reachable' },
    );
    const text = asked.edited(renamed.documentChanges.flatMap(({ edits }) => edits));
    assert.equal(text, sound.replace('  uptime:', '  reachable:').replace('metric: uptime', 'metric: reachable'));
  });

  test('5: hover on a reference tells of what it refers to', async () => {
    const said = await (await changed()).hover('metric: upt|ime');
    assert.match(said, /availability/i);
    assert.match(said, /provider/);
  });

  test('6: hover on a target tells the downtime that it allows', async () => {
    assert.match(await (await changed()).hover('atLeast: 99|.9 %'), /4[0-4] min/);
  });

  test('7: a fraction where a percentage is meant gets its sign', async () => {
    const asked = await changed(['atLeast: 99.9 %', 'atLeast: 0.999']);
    assert.deepEqual(asked.told, ['0.999: Target has no unit; "uptime" yields %']);
    assert.ok([...(await asked.fixed()).values()].includes(sound));
  });

  test('8: a wrong unit is told in words', async () =>
    assert.deepEqual((await changed(['within: 30 d', 'within: 28x'])).told, [
      '28x: "28x" is not a duration: "x" is not a unit of time',
    ]));

  test('9: a wrong kind lists the kinds', async () =>
    assert.deepEqual((await changed(['kind: customer', 'kind: objective'])).told, [
      'objective: "objective" is not one of 3 values: customer, internal, supplier',
    ]));

  test('10: two ways to say one thing are told once, both marked', async () => {
    const asked = await changed(['    window: month\n', '    window: month\n    targets: { P1: { atLeast: 99 % } }\n']);
    assert.deepEqual(asked.told, ['atLeast: "atLeast" and "targets" both say what is promised']);
    assert.equal(asked.problems[0]?.relatedInformation?.length, 1);
  });

  test('11: the body of another kind is one mistake, at the kind', async () => {
    const asked = await changed(['    kind: service-credit', '    kind: escalation']);
    assert.deepEqual(asked.told, ['escalation: The keys beside it are those of "service-credit", not of "escalation"']);
    assert.ok([...(await asked.fixed()).values()].includes(sound));
  });

  test('12: a misspelled key is one mistake, not two', async () => {
    const asked = await changed(['objectives:', 'objectivs:']);
    assert.deepEqual(asked.told, ['objectivs: "objectivs" is not a key of an agreement; did you mean "objectives"?']);
    assert.ok([...(await asked.fixed()).values()].includes(sound));
  });

  test('13: where two grammars hold, both are named', async () =>
    assert.deepEqual((await changed(['review: { every: quarter,', 'review: { every: 5x, by: provider,'])).told, [
      '5x: "5x" is not a window or duration: "x" is not a unit of time',
    ]));

  test('14: an empty body is told what it needs', async () => {
    const asked = await changed([' { kind: report, what: Cause of the miss, by: provider, within: 5 d }', '']);
    assert.deepEqual(asked.told, ['report: "report" has no value; a remedy needs "kind"']);
  });

  test('15: yes is text in YAML 1.2', async () => {
    const asked = await changed(['within: 30 d }', 'within: 30 d, automatic: yes }']);
    assert.deepEqual(asked.told, ['yes: YAML reads yes as text; write true']);
    assert.ok([...(await asked.fixed()).values()].some((text) => text.includes('automatic: true')));
  });

  test('16: a quote that is not closed is marked where it opens, and the rest stays checked', async () => {
    const asked = await changed(['metric: uptime', 'metric: "uptime'], ['by: customer', 'by: custmer']);
    assert.deepEqual(asked.told, [
      '": The quote that opens here is not closed',
      'custmer: No party "custmer"; did you mean "customer"?',
    ]);
  });

  test('17: completion below a quote that is not closed', async () => {
    const asked = await changed(['    type: availability', '    type: "availability'], ['noData: unknown', 'noData: ']);
    const labels = await asked.labels('noData: |\n');
    assert.deepEqual([...labels].sort(), ['bad', 'good', 'skip', 'unknown']);
  });

  test('18: a tab is one mistake of one sign', async () => {
    const asked = await changed(['    noData', '\tnoData']);
    assert.deepEqual(asked.told, ['\t: YAML takes no tab as indentation; use two spaces']);
  });

  test('19: a half typed key is one mistake, on its line', async () => {
    const asked = await changed(['    noData', '    desc\n    noData']);
    assert.deepEqual(asked.told, ['desc: "desc" needs a colon and a value']);
  });

  test('20: a value that is wrong through an alias is marked at the alias, with its anchor beside it', async () => {
    const asked = await changed(['of: Monthly Fee', 'of: &fee Monthly Fee'], ['within: 5 d', 'within: *fee']);
    assert.deepEqual(asked.told, ['*fee: "Monthly Fee" is not a duration: it holds no number']);
    const related = asked.problems[0]?.relatedInformation?.[0]?.location.range;
    assert.equal(related === undefined ? '' : asked.under(related), 'Monthly Fee');
  });

  test('21: completion behind * offers the anchors before it', async () => {
    const asked = await changed(['of: Monthly Fee', 'of: &fee Monthly Fee'], ['within: 30 d', 'within: *']);
    assert.ok((await asked.labels('within: *|')).some((label) => label.includes('fee')));
  });

  test('22: the outline has one symbol for each section, and one for each thing declared', async () => {
    interface Symbol {
      readonly name: string;
      readonly children?: readonly Symbol[];
    }
    const asked = await changed();
    const symbols = await client.request<readonly Symbol[]>('textDocument/documentSymbol', {
      textDocument: { uri: asked.uri },
    });
    const named = (name: string): readonly string[] =>
      symbols.find((symbol) => symbol.name === name)?.children?.map((child) => child.name) ?? [];
    assert.deepEqual(named('objectives'), ['availability']);
    assert.deepEqual(named('remedies'), ['credits', 'report', 'exit']);
  });

  test('23: an empty file offers one skeleton for each kind of agreement, by name', async () => {
    const asked = await new Asked('').open();
    const labels = await client.request<{ items: readonly Item[] } | readonly Item[]>('textDocument/completion', {
      textDocument: { uri: asked.uri },
      position: { line: 0, character: 0 },
    });
    const all = ('items' in labels ? labels.items : labels).map(({ label }) => label);
    for (const kind of ['with a customer', 'between departments', 'with a supplier'])
      assert.equal(all.filter((label) => label === `agreement ${kind}`).length, 1, all.join());
    assert.equal(new Set(all).size, all.length);
  });

  test('24: the keys of a body, and nothing that is no key of it', async () => {
    const asked = await changed(['    of: Monthly Fee\n', '    of: Monthly Fee\n    \n']);
    const labels = await asked.labels('Monthly Fee\n    |\n');
    for (const key of ['cap', 'basis', 'stacking']) assert.ok(labels.includes(key), key);
    for (const given of ['of', 'tiers', 'path']) assert.ok(!labels.includes(given), given);
  });

  test('25: what is needed because of another field', async () => {
    const asked = await changed(
      ['type: availability', 'type: latency'],
      ['atLeast: 99.9 %', 'atMost: 300 ms'],
      ['remedies: [credits, report, exit]', 'remedies: [report, exit]'],
      [sound.slice(sound.indexOf('  credits:'), sound.indexOf('  report:')), ''],
      ['  Downtime: Time in which nothing answers', '  Monthly Fee: What a month costs'],
    );
    assert.deepEqual(asked.told, ['uptime: "uptime" has many values; say statistic or "for"']);
  });

  test('26: formatting keeps the ends of lines and touches only what it must', async () => {
    const text = sound.replaceAll('\n', '\r\n').replace('window: month', 'window:   month');
    const asked = await new Asked(text).open();
    const edits = await client.request<readonly Edit[]>('textDocument/formatting', {
      textDocument: { uri: asked.uri },
      options: { tabSize: 2, insertSpaces: true },
    });
    assert.equal(asked.edited(edits), sound.replaceAll('\n', '\r\n'));
    assert.ok(edits.every(({ range }) => range.start.line === range.end.line));
  });
});
