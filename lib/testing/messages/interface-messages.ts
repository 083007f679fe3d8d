import { keyOfEntry } from '#lib/language/read-catalogue';
import { type FoundMessage, findMessages } from './find-messages';
import { interfaceSources } from './interface-sources';

/** A message with every file that says it. */
export interface InterfaceMessage extends Omit<FoundMessage, 'line'> {
  paths: string[];
}

/** All messages of the interface by their keys, and what is wrong with them. */
export function interfaceMessages(): { messages: Map<string, InterfaceMessage>; faults: string[] } {
  const messages = new Map<string, InterfaceMessage>();
  const faults: string[] = [];
  for (const { path, text } of interfaceSources()) {
    const found = findMessages(path, text);
    faults.push(...found.faults);
    for (const { line, ...message } of found.messages) {
      const key = keyOfEntry(message);
      const known = messages.get(key);
      if (!known) messages.set(key, { ...message, paths: [path] });
      else if (!known.paths.includes(path)) known.paths.push(path);
      if (known && message.plural !== known.plural)
        faults.push(`${path}:${line}: "${message.id}" is counted here, and elsewhere not, or in other words`);
    }
  }
  return { messages, faults };
}
