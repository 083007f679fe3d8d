'use client';

import { type DragEvent, useEffect, useRef, useState } from 'react';
import { moveQueuedRun } from '#app/_actions/move-queued-run';
import { useAction } from '#app/_actions/use-action';
import { t } from '#lib/language/gettext';
import type { RunItem } from '#lib/review/run-item';
import { shortId } from '#lib/review/short-id';

/** What makes a row of the queue something to drag, and to drop others on. */
export interface QueueDrag {
  draggable: boolean;
  isTarget: boolean;
  onDragStart: (event: DragEvent) => void;
  onDragOver: (event: DragEvent) => void;
  onDrop: (event: DragEvent) => void;
  onDragEnd: () => void;
}

/** An answer goes first and a scheduled run waits for its time, wherever one would put them. */
export function isMovable({ kind, startedAt, isScheduled }: RunItem): boolean {
  return kind !== 'resume' && startedAt === null && !isScheduled;
}

/** Moving runs within one list of the queue, by buttons and by dragging. */
export function useQueueMoves(runs: RunItem[]) {
  const { act, busy } = useAction();
  const [dragged, setDragged] = useState<string | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const movable = runs.filter(isMovable).map((run) => run.id);
  const focusOn = useKeptFocus(movable.join());

  async function move(run: RunItem, to: number) {
    if (busy || to < 0 || to >= movable.length || to === movable.indexOf(run.id)) return;
    const [name, place, count] = [shortId(run.id), to + 1, movable.length];
    const others = movable.filter((id) => id !== run.id);
    await act(
      () => moveQueuedRun({ threadId: run.threadId, runId: run.id, before: others[to] ?? null }),
      t`Run ${name} is now number ${place} of ${count}.`,
    );
  }

  function dragOf(run: RunItem): QueueDrag {
    return {
      draggable: isMovable(run),
      isTarget: over === run.id && dragged !== run.id,
      onDragStart: (event) => {
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/plain', run.id);
        setDragged(run.id);
      },
      onDragOver: (event) => {
        if (dragged === null || !movable.includes(run.id)) return;
        event.preventDefault();
        setOver(run.id);
      },
      onDrop: (event) => {
        event.preventDefault();
        const source = runs.find(({ id }) => id === dragged);
        if (source) void move(source, movable.indexOf(run.id));
        setDragged(null);
        setOver(null);
      },
      onDragEnd: () => {
        setDragged(null);
        setOver(null);
      },
    };
  }

  return { move, dragOf, placeOf: (run: RunItem) => movable.indexOf(run.id), count: movable.length, focusOn };
}

export type QueueMoves = ReturnType<typeof useQueueMoves>;

/** A row that is moved loses the focus with its place in the page; it is given back once the list has its new order. */
function useKeptFocus(order: string) {
  const wanted = useRef<string | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the order says when
  useEffect(() => {
    if (wanted.current) document.getElementById(wanted.current)?.focus();
    wanted.current = null;
  }, [order]);
  return (elementId: string) => {
    wanted.current = elementId;
  };
}
