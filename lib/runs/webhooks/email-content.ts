import { type EventMessage, type Fact, utcText } from './event-message';

export interface EmailContent {
  subject: string;
  text: string;
  html: string;
}

/** Mail programs show about as much in a list. */
const MOST_OF_SUBJECT = 150;

const ANSWER_LABEL = 'Answer it without an account';
const ANSWER_HINT = 'That link is yours alone: whoever has it can answer, once. Do not pass it on.';

interface Link {
  label: string;
  url: string;
}

export function emailContent(message: EventMessage, answerUrl: string | null): EmailContent {
  const { headline, place, title, link } = message;
  const links = [link, answerUrl === null ? null : { label: ANSWER_LABEL, url: answerUrl }].filter(
    (one) => one !== null,
  );
  const hint = answerUrl === null ? null : ANSWER_HINT;
  return {
    subject: subjectOf([headline, title ?? place].filter((part) => part !== null).join(': ')),
    text: textOf(message, { links, hint }),
    html: htmlOf(message, { links, hint }),
  };
}

/** One line, without what could end it. */
function subjectOf(text: string): string {
  const line = text.replace(/[\p{Cc}\s]+/gu, ' ').trim();
  const characters = [...line];
  return characters.length <= MOST_OF_SUBJECT ? line : `${characters.slice(0, MOST_OF_SUBJECT - 1).join('')}…`;
}

interface Below {
  links: Link[];
  hint: string | null;
}

function textOf({ headline, place, title, facts }: EventMessage, { links, hint }: Below): string {
  const paragraphs = [
    place === null ? headline : `${headline}\n${place}`,
    title,
    facts.map((fact) => `${fact.label}: ${valueText(fact)}`).join('\n'),
    ...links.map(({ label, url }) => `${label}:\n${url}`),
    hint,
  ];
  return `${paragraphs.filter(Boolean).join('\n\n')}\n`;
}

function htmlOf({ headline, place, title, facts }: EventMessage, { links, hint }: Below): string {
  const parts = [
    `<h1 style="font-size:18px;margin:0">${escaped(headline)}</h1>`,
    place && `<p style="margin:4px 0 0">${escaped(place)}</p>`,
    title && `<p style="font-size:16px"><strong>${escaped(title)}</strong></p>`,
    facts.length > 0 && `<p>${facts.map((fact) => `${fact.label}: ${escaped(valueText(fact))}`).join('<br>')}</p>`,
    ...links.map(({ label, url }) => `<p><a href="${escaped(url)}">${label}</a></p>`),
    hint && `<p>${hint}</p>`,
  ];
  const body = parts.filter(Boolean).join('\n');
  return `<!doctype html>\n<html lang="en"><body style="font-family:sans-serif;font-size:14px">\n${body}\n</body></html>\n`;
}

function valueText({ value }: Fact): string {
  return typeof value === 'string' ? value : utcText(value);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
