/** Whether the server answers: what the last request of all came to. */
import { create } from "zustand";

export const useReach = create<{ readonly away: boolean }>()(() => ({ away: false }));

export function noteReach(reached: boolean): void {
  if (useReach.getState().away === reached) useReach.setState({ away: !reached });
}
