import { type EventMessage, type Fact, utcText } from './event-message';

/** Of one text in a block, after escaping. */
const MOST_CHARACTERS = 3_000;

/**
 * A message for an incoming webhook of Slack, as JSON text: `text` is what notifications show. The link is one in a text, for a
 * button asks for an app that hears of its being pressed, and complains where there is none.
 */
export function slackBody({ headline, place, title, facts, link }: EventMessage): string {
  const name = place === null ? '' : ` · ${slackText(place, 500)}`;
  const blocks = [
    section(`*${slackText(headline, 300)}*${name}`),
    title === null ? null : section(slackText(title, MOST_CHARACTERS)),
    facts.length === 0 ? null : { type: 'context', elements: [textBlock(facts.map(factText).join('  ·  '))] },
    link && section(`<${escaped(link.url)}|${link.label}>`),
  ];
  const text = [headline, title ?? place].filter((part) => part !== null).join(': ');
  return JSON.stringify({
    text: slackText(text, MOST_CHARACTERS),
    blocks: blocks.filter((block) => block !== null),
    unfurl_links: false,
  });
}

function section(text: string) {
  return { type: 'section', text: textBlock(text) };
}

/** Verbatim: what looks like an address or a name of a channel in it becomes no link. */
function textBlock(text: string) {
  return { type: 'mrkdwn', text, verbatim: true };
}

/** A time is shown in the zone and the words of whoever reads it. */
function factText({ label, value }: Fact): string {
  if (typeof value === 'string') return `${label}: ${slackText(value, 200)}`;
  const seconds = Math.floor(value.getTime() / 1000);
  return `${label}: <!date^${seconds}^{date_short_pretty} {time}|${utcText(value)}>`;
}

/** A text of somebody else's, that cannot mention anybody, and no longer than that when it is escaped. */
function slackText(text: string, most: number): string {
  const whole = escaped(text);
  if (whole.length <= most) return whole;
  let kept = '';
  for (const character of text) {
    const next = escaped(character);
    if (kept.length + next.length >= most) break;
    kept += next;
  }
  return `${kept}…`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
