/** From its upper to its lower edge, in pixels from the upper edge of the window. */
export interface Span {
  top: number;
  bottom: number;
}

/** Whether a reader who decides now has what is decided on before them: all of it or, where it is higher than the view, its end. */
export function isInSight(what: Span, view: Span): boolean {
  const isHigher = what.bottom - what.top > view.bottom - view.top;
  const showsEnd = what.bottom > view.top && what.bottom <= view.bottom;
  return showsEnd && (isHigher || what.top >= view.top);
}

/** Whether any of it is there to be seen. */
export function isTouching(what: Span, view: Span): boolean {
  return what.bottom > view.top && what.top < view.bottom;
}
