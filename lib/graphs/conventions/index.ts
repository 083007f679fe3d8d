import type { GraphEntry } from '../graph-entry';
import { approveTools } from './approve-tools';
import { bookRoom } from './book-room';
import { chargeCard } from './charge-card';
import { deploy } from './deploy';
import { draftMail } from './draft-mail';
import { planTrip } from './plan-trip';
import { rateAnswers } from './rate-answers';
import { signUp } from './sign-up';
import { writeNotice } from './write-notice';

/** One graph for each family of conventions by which agents ask: to try their forms, and to see what goes back. */
export const conventions: Record<string, GraphEntry> = {
  approve_tools: {
    graph: approveTools,
    name: 'Tool calls',
    description:
      'Two calls to approve, as LangChain’s middleware asks. Input: {"runtime": "python"} or "javascript", and calls of your own: {"calls": [{"name", "args"}]}.',
  },
  draft_mail: {
    graph: draftMail,
    name: 'Mail draft',
    description: 'To accept, edit, answer or ignore, as in Agent Inbox.',
  },
  charge_card: { graph: chargeCard, name: 'Card payment', description: 'Asks as AG-UI’s agents do.' },
  sign_up: {
    graph: signUp,
    name: 'Sign-up',
    description: 'A form and then a link, as a server of the Model Context Protocol asks.',
  },
  deploy: { graph: deploy, name: 'Deployment', description: 'An approval of the AI SDK, then one with named options.' },
  book_room: {
    graph: bookRoom,
    name: 'Room',
    description: 'Brings a schema in its payload, and asks again with errors for more than 12 guests.',
  },
  plan_trip: { graph: planTrip, name: 'Trip', description: 'Choices: one, several, and a list of questions.' },
  write_notice: {
    graph: writeNotice,
    name: 'Notice',
    description: 'A text to correct, and a question whose reply can be settled here.',
  },
  rate_answers: {
    graph: rateAnswers,
    name: 'Ratings',
    description: 'A payload that no convention knows, answered as JSON.',
  },
};
