import { expect, test } from 'vitest';
import { CONFIG_KEY_CHECKPOINTER, Command, isInterrupted, MemorySaver } from '#lib/engine';
import { graphs } from '#lib/graphs';
import { buildReply } from './build-reply';
import { checkReply } from './check-reply';
import { type Draft, readDraft } from './form/draft';
import { planForm } from './plan-form';
import type { Dialect } from './question';
import { recognise } from './recognise';

interface Walk {
  graphId: string;
  input?: Record<string, unknown>;
  /** The questions in order, and what is filled in. */
  steps: [Dialect, Draft][];
  outcome: unknown;
}

const approve = { option: '0', fields: {} };

const walks: Walk[] = [
  {
    graphId: 'approve_tools',
    input: { runtime: 'python' },
    steps: [
      [
        'middleware',
        [
          { option: '1', fields: { message: 'no dry run' } },
          { option: '3', fields: { message: 'Done.' } },
        ],
      ],
    ],
    outcome: ['delete_rows: rejected, no dry run', 'send_email: answered by a person, Done.'],
  },
  {
    graphId: 'approve_tools',
    input: { runtime: 'javascript' },
    steps: [['middleware', [{ option: '2', fields: {} }, approve]]],
    outcome: ['delete_rows: rejected', 'send_email: dropped with the rejected call'],
  },
  {
    graphId: 'draft_mail',
    steps: [
      ['agent_inbox', [{ option: '2', fields: { args: 'shorter' } }]],
      ['agent_inbox', [{ option: '1', fields: { edited: { to: 'a@x.io', subject: 'S', body: 'B', copies: '2' } } }]],
    ],
    outcome: 'Sent to a@x.io: B',
  },
  {
    graphId: 'charge_card',
    steps: [
      ['ag_ui', [{ option: '0', fields: { payload: { option: '0', fields: { editedArgs: { amount: '90' } } } } }]],
    ],
    outcome: 'Charged 90 EUR.',
  },
  {
    graphId: 'charge_card',
    steps: [['ag_ui', [{ option: '1', fields: {} }]]],
    outcome: 'Cancelled: nobody decided.',
  },
  {
    graphId: 'sign_up',
    steps: [
      [
        'elicitation',
        { option: '0', fields: { content: { email: 'a@x.io', plan: '1', seats: '2', addons: ['0'], trial: '' } } },
      ],
      ['elicitation_url', approve],
    ],
    outcome: 'a@x.io has the plan team.',
  },
  { graphId: 'sign_up', steps: [['elicitation', { option: '1', fields: {} }]], outcome: 'No plan: decline' },
  {
    graphId: 'deploy',
    steps: [
      ['tool_approval', approve],
      ['option_approval', { option: '2', fields: { reason: 'not today' } }],
    ],
    outcome: ['Built 1.4.0', 'Not pushed: not today'],
  },
  {
    graphId: 'book_room',
    steps: [
      ['embedded_schema', { guests: '20', day: '2026-12-01', notes: '', invoice: { company: 'X', vat_id: '' } }],
      ['embedded_schema', { guests: '9', day: '2026-12-01', notes: '', invoice: { company: 'X', vat_id: '' } }],
    ],
    outcome: 'A room for 9 on 2026-12-01.',
  },
  {
    graphId: 'plan_trip',
    steps: [
      ['choices', '1'],
      ['choices', ['0', '1']],
      ['question_list', { option: '0', fields: { '0': 'a fair', '1': '1' } }],
    ],
    outcome: ['To Lyon', 'seat', 'bike', 'a fair', 'second'],
  },
  {
    graphId: 'write_notice',
    steps: [
      ['editable_text', 'Closed on Monday.'],
      ['question', { text: 'yes', as: 'auto' }],
    ],
    outcome: 'Published.',
  },
  {
    graphId: 'rate_answers',
    steps: [
      ['anything', '[{"evaluation_id": "ev_1", "approved": true}, {"evaluation_id": "ev_2", "approved": false}]'],
    ],
    outcome: ['ev_1: right', 'ev_2: wrong'],
  },
];

test.each(walks)(
  '$graphId gets what it wants from its forms: $outcome',
  async ({ graphId, input = {}, steps, outcome }) => {
    const graph = graphs[graphId]?.graph;
    if (!graph) throw new Error(`There is no graph ${graphId}.`);
    const config = { configurable: { thread_id: '1', [CONFIG_KEY_CHECKPOINTER]: new MemorySaver() } };
    let result: unknown = await graph.invoke(input, config);

    for (const [dialect, draft] of steps) {
      const [asked] = isInterrupted(result) ? result.__interrupt__ : [];
      const { question } = recognise({ value: asked?.value });
      expect(question.dialect).toBe(dialect);
      const reading = readDraft(planForm(question), draft);
      expect(reading.errors).toEqual([]);
      const reply = buildReply(question, reading.value);
      expect(checkReply(question, reply)).toEqual([]);
      result = await graph.invoke(new Command({ resume: { [asked?.id ?? '']: reply } }), config);
    }

    expect(result).toMatchObject({ outcome });
  },
);
