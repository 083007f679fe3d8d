import { useCommandState } from 'cmdk';
import { useEffect } from 'react';

export interface FirstFoundProps {
  /** The values of what the server found, in their order. */
  found: string[];
  selected: string;
  onSelect: (value: string) => void;
}

/** Selects the first of what was found where no command is called so: cmdk itself selects commands only. */
export function FirstFound({ found, selected, onSelect }: FirstFoundProps) {
  const commands = useCommandState((state) => state.filtered.count);
  const [first] = found;
  const isWanted = commands === 0 && first !== undefined && !found.includes(selected);
  useEffect(() => {
    if (isWanted) onSelect(first);
  }, [isWanted, first, onSelect]);
  return null;
}
