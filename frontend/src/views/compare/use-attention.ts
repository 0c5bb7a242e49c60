/** Whether somebody has turned to a part of the page, or it has merely come to lie under a resting pointer. */
import { type PointerEvent, useRef, useState } from "react";

/** A pointer that moves in enters and moves in one event. */
const AT_ONCE = 20;

/** A part that appears under the pointer stays unattended, whatever the hand does, until it is left and entered again. */
export function useAttention() {
  const [attended, setAttended] = useState(false);
  const enteredAt = useRef(Number.NEGATIVE_INFINITY);
  const handlers = {
    onPointerEnter: ({ timeStamp }: PointerEvent) => {
      enteredAt.current = timeStamp;
    },
    onPointerMove: ({ timeStamp }: PointerEvent) => {
      if (timeStamp - enteredAt.current <= AT_ONCE) setAttended(true);
    },
    onPointerLeave: () => setAttended(false),
    onFocus: () => setAttended(true),
  };
  return [attended, handlers] as const;
}
