import { describe, expect, it } from 'vitest';
import { eventMessage } from './event-message';
import { slackBody } from './slack-body';
import type { ToldEvent } from './told-event';

const HOSTILE = '<!channel> & <https://evil.example|click> > *now*';
const MOST_CHARACTERS = 3_000;

function asked(data: Record<string, unknown> = {}, more: Partial<ToldEvent> = {}): ToldEvent {
  const question = { interrupt_id: 'a/b', graph_id: 'expense', node: 'review', title: 'Pay?', outcome: 'pending' };
  const times = { asked_at: '2026-11-22T08:00:00Z', expires_at: '2026-11-22T20:00:00Z', risk: 'high' };
  return {
    ...{ type: 'interrupt.asked', at: new Date('2026-11-22T08:00:00Z'), content: null },
    ...more,
    data: { ...question, ...times, ...data },
  };
}

function sent(event: ToldEvent, includesTitle = true) {
  return JSON.parse(slackBody(eventMessage(event, { baseUrl: 'https://h.example', includesTitle })));
}

// biome-ignore lint/suspicious/noExplicitAny: a test looks into what would be sent
const textsOf = ({ text, blocks }: any): string[] => [
  text,
  // biome-ignore lint/suspicious/noExplicitAny: as above
  ...blocks.flatMap((block: any) => block.text?.text ?? block.elements.map((element: any) => element.text)),
];

describe('a message of Slack', () => {
  it('says what waits where, since and until when, how risky it is, and links to it', () => {
    const { text, blocks, unfurl_links: unfurls } = sent(asked());

    expect(text).toBe('A question waits: Pay?');
    expect(textsOf({ text, blocks }).slice(1)).toEqual([
      '*A question waits* · expense › review',
      'Pay?',
      'Risk: high  ·  Asked: <!date^1795334400^{date_short_pretty} {time}|2026-11-22 08:00 UTC>  ·  ' +
        'Answer until: <!date^1795377600^{date_short_pretty} {time}|2026-11-22 20:00 UTC>',
      '<https://h.example/i/a%2Fb|Open the question>',
    ]);
    expect(unfurls).toBe(false);
  });

  it('has nothing of the question where the title is not told', () => {
    const body = JSON.stringify(sent(asked({ title: 'Fire Maria?' }), false));

    expect(body).not.toContain('Maria');
    expect(body).toContain('A question waits: expense › review');
  });

  it('has no button, which would ask for an app that answers Slack', () => {
    expect(JSON.stringify(sent(asked()))).not.toMatch(/"(actions|button)"/);
  });

  it('mentions nobody and links nowhere by what somebody else has written', () => {
    const event = asked({ title: HOSTILE, graph_id: HOSTILE, node: HOSTILE, risk: HOSTILE });

    const { blocks, text } = sent(event);

    const ours =
      /<!date\^\d+\^\{date_short_pretty\} \{time\}\|[\d :UTC-]+>|<https:\/\/h\.example\/[^<>|]*\|Open the question>/g;
    for (const one of textsOf({ text, blocks })) expect(one.replace(ours, '')).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/);
    expect(text).toContain('&lt;!channel&gt; &amp; &lt;https://evil.example|click&gt;');
    for (const { text: block } of blocks) if (block) expect(block.verbatim).toBe(true);
  });

  it('stays within what a block may hold, and cuts no escaped character in two', () => {
    const long = '&'.repeat(10_000);

    const texts = textsOf(sent(asked({ title: long, graph_id: long, node: long, risk: long })));

    for (const text of texts) {
      expect(text.length).toBeLessThanOrEqual(MOST_CHARACTERS);
      expect(text.replaceAll('&amp;', '')).not.toContain('&');
    }
    expect(texts[2]).toMatch(/^(&amp;){599}…$/);
  });

  it('says how long it is until a deadline, and how long nobody has answered', () => {
    const body = sent(asked({}, { type: 'interrupt.expiring', at: new Date('2026-11-22T19:00:00Z') }));

    expect(body.text).toBe('A question expires in 1 h, and nobody has answered: Pay?');
    expect(JSON.stringify(body)).toMatch(/Waited: 11 h .*Answer until/);
  });

  it.each([
    ['interrupt.answered', { outcome: 'answered', decided_by: 'Ada' }, 'A question was answered by Ada: Pay?'],
    ['interrupt.answered', { outcome: 'answered', decided_by: null }, 'A question was answered by a client: Pay?'],
    ['interrupt.expired', { outcome: 'expired' }, 'Nobody answered in time: Pay?'],
    ['interrupt.expired', {}, 'Nobody answered in time; the question stays open: Pay?'],
    ['interrupt.superseded', { outcome: 'superseded' }, 'A newer message dropped a question: Pay?'],
    ['interrupt.superseded', { outcome: 'deleted' }, 'A question is gone with its run: Pay?'],
  ])('tells of %s with %j', (type, data, text) => {
    const body = sent(asked(data, { type, at: new Date('2026-11-22T11:30:00Z') }));

    expect(body.text).toBe(text);
    expect(JSON.stringify(body)).toContain('Waited: 3 h');
    expect(JSON.stringify(body)).not.toContain('Answer until');
  });

  it.each([
    [{ status: 'error', graph_id: 'age', run_id: 'r1' }, 'run.failed', 'A run failed: age'],
    [{ status: 'timeout', graph_id: 'age', run_id: 'r1' }, 'run.failed', 'A run took too long: age'],
    [{ sent_by: 'Ada' }, 'webhook.test', 'A test: messages arrive here'],
  ])('tells of %j', (data, type, text) => {
    const { blocks, ...body } = sent({ type, at: new Date(), content: null, data });

    expect(body.text).toBe(text);
    expect(JSON.stringify(blocks).includes('https://h.example/runs/r1|Open the run')).toBe('run_id' in data);
  });
});
