import { holdsOn, shortcutCatalogue } from '#app/_shell/shortcut-catalogue';

export interface LiveCommand {
  /** As `Shortcuts` names them. */
  keys: string;
  what: string;
}

export interface LiveGroup {
  title: string;
  commands: LiveCommand[];
}

/** What keys do on a screen at this moment, by name: those of the screen first. @param isLive whether keys do something now */
export function liveCommands(pathname: string, isLive: (keys: string) => boolean): LiveGroup[] {
  const taken = new Set<string>();
  const groups = shortcutCatalogue
    .filter((group) => holdsOn(group, pathname) || group.beside?.includes(pathname))
    .map(({ title, entries }) => {
      const commands = entries.flatMap(({ keys: [keys = ''], what, isMove }) => {
        if (isMove || taken.has(keys) || !isLive(keys)) return [];
        taken.add(keys);
        return [{ keys, what: what() }];
      });
      return { title: title(), commands };
    });
  return groups.filter(({ commands }) => commands.length > 0);
}
