/** What the parts of the surfaces' page read: the paths, how each is drawn, and where the animation stands. */
import { useComputedColorScheme } from "@mantine/core";
import { useCallback, useEffect, useMemo } from "react";
import { type Names, useNames } from "../../i18n/names";
import { type Levels, levelsOf, sortedHeights } from "../../plots/surface/levels";
import { variantStyle } from "../../plots/theme";
import { api } from "../../state/app";
import { memberName } from "../../state/draft";
import { positionOf, useToldPosition } from "../../state/playback";
import { type Contender, useSurfaces } from "../../state/surfaces";
import type { Scheme, VariantStyle } from "../../state/telemetry";
import { createDrawer, publishTrajectories, type Shown } from "../../state/trajectories";

const drawer = createDrawer((body) => api.trajectories(body), publishTrajectories);

/** Asks for the paths now and whenever what is wished changes. */
export function useDrawnPaths(): void {
  useEffect(() => {
    drawer.wish(useSurfaces.getState());
    return useSurfaces.subscribe((state) => drawer.wish(state));
  }, []);
}

/** Asks again for what could not be drawn. */
export function askAgain(): void {
  drawer.wish(useSurfaces.getState());
}

export interface Style {
  readonly scheme: Scheme;
  readonly styleOf: (slot: number) => VariantStyle;
  readonly hidden: ReadonlySet<number>;
}

export function useStyle(): Style {
  const scheme: Scheme = useComputedColorScheme("light");
  const contenders = useSurfaces((state) => state.contenders);
  const styleOf = useCallback((slot: number) => variantStyle(slot, scheme), [scheme]);
  const key = contenders.flatMap((one) => (one.shown ? [] : [one.slot])).join();
  const hidden = useMemo(() => new Set(key === "" ? [] : key.split(",").map(Number)), [key]);
  return { scheme, styleOf, hidden };
}

export interface Ground {
  readonly levels: Levels;
  /** The value of the deepest known minimum; null where none is known. */
  readonly deepest: number | null;
  /** The lowest and the highest point of the grid. */
  readonly bounds: readonly [number, number];
}

/** What is known of the heights of the surface that is shown. */
export function useGround({ grid, surface }: Shown): Ground {
  const deepest = surface.minima.length === 0 ? null : Math.min(...surface.minima.map((one) => one.z));
  return useMemo(() => {
    const heights = sortedHeights(grid.z);
    return {
      levels: levelsOf(heights, deepest),
      deepest,
      bounds: [heights[0] ?? 0, heights[heights.length - 1] ?? 1],
    };
  }, [grid, deepest]);
}

/** An optimizer's name, with its learning rate and form where another one has the same name. */
export function useLabels(): ReadonlyMap<number, string> {
  const names = useNames();
  const contenders = useSurfaces((state) => state.contenders);
  return useMemo(
    () => new Map(contenders.map((one) => [one.slot, labelOf(one, contenders, names)])),
    [contenders, names],
  );
}

function labelOf({ slot, optimizer }: Contender, all: readonly Contender[], names: Names): string {
  const name = memberName(optimizer) ?? "";
  const title = names.member("optimizer", name);
  const others = all.filter((one) => one.slot !== slot && memberName(one.optimizer) === name);
  if (others.length === 0) return title;
  const rate = optimizer["learning_rate"];
  const form = optimizer["form"];
  const forms = others.some((one) => (one.optimizer["form"] ?? "textbook") !== (form ?? "textbook"));
  return [title, `η ${rate}`, ...(forms ? [names.choice(String(form ?? "textbook"))] : [])].join(" · ");
}

/** The whole step at which the animation stands, told at most ten times a second while it moves. */
export function useShownStep(steps: number): number {
  return Math.floor(positionOf(useToldPosition(), steps));
}
