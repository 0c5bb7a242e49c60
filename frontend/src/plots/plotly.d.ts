/** The part of Plotly 4 that is used. The package brings no types of its own. */
declare module "plotly.js-cartesian-dist-min" {
  export interface PlotlyElement extends HTMLElement {
    on(event: "plotly_relayout", listener: (change: Readonly<Record<string, unknown>>) => void): void;
    on(event: "plotly_doubleclick", listener: () => void): void;
  }
  export interface ImageOptions {
    readonly format: "png" | "svg";
    readonly width: number;
    readonly height: number;
    readonly scale?: number;
  }
  interface Plotly {
    react(element: HTMLElement, data: unknown, layout: unknown, config: unknown): Promise<PlotlyElement>;
    purge(element: HTMLElement): void;
    toImage(
      figure: { data: unknown; layout: unknown; config?: unknown },
      options: ImageOptions,
    ): Promise<string>;
  }
  const plotly: Plotly;
  export default plotly;
}

declare module "plotly.js-gl3d-dist-min" {
  interface Plotly {
    react(element: HTMLElement, data: unknown, layout: unknown, config: unknown): Promise<HTMLElement>;
    purge(element: HTMLElement): void;
  }
  const plotly: Plotly;
  export default plotly;
}
