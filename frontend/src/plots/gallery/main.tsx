/** The panels on made-up data: `npm run dev`, then /src/plots/gallery/index.html. Never part of the product. */

import "@fontsource-variable/inter";
import "@mantine/core/styles.css";
import "../../theme/variables.css";
import { MantineProvider } from "@mantine/core";
import { StrictMode, useEffect, useMemo, useState } from "react";
import { createRoot } from "react-dom/client";
import { i18next } from "../../i18n";
import type { Bands, Hover, PanelContext, Scheme, XAxis } from "../../state/telemetry";
import { theme } from "../../theme/theme";
import * as panels from "../../views/panels";
import { METRICS, metric, type Scene, SceneSource, sceneRuns } from "./data";

const MANY = ["sigmoid", "tanh", "ReLU", "leaky_relu · slope 0.2", "ELU", "SiLU", "GELU", "identity"];
const SCENES: Record<string, Scene> = {
  three: { labels: ["sigmoid", "tanh", "ReLU"], seeds: 1, hidden: 10, steps: 1000 },
  seeds: { labels: MANY, seeds: 3, hidden: 10, steps: 1000 },
  eight: { labels: MANY, seeds: 1, hidden: 10, steps: 1000 },
  deep: { labels: ["sigmoid", "tanh", "ReLU"], seeds: 1, hidden: 99, steps: 500 },
  long: { labels: MANY, seeds: 1, hidden: 4, steps: 100_000 },
  nan: {
    labels: ["normal · stddev 5", "he_normal"],
    seeds: 1,
    hidden: 6,
    steps: 200,
    diverges: { variant: 0, step: 37 },
  },
  one: { labels: ["sigmoid", "ReLU"], seeds: 1, hidden: 0, steps: 1 },
  spirals: { labels: MANY.slice(0, 6), seeds: 2, hidden: 3, steps: 600, classes: 2 },
  empty: { labels: [], seeds: 1, hidden: 2, steps: 100 },
};

const query = new URLSearchParams(window.location.search);
const choose = (name: string, fallback: string) => query.get(name) ?? fallback;
const scheme = choose("scheme", "light") as Scheme;
const scene = SCENES[choose("scene", "three")] as Scene;
const live = query.has("live");
const held = query.has("held") ? Number(query.get("held")) : null;
const width = Number(choose("width", "460"));
const height = Number(choose("height", "350"));
const only = query.get("only")?.split(",");
void i18next.changeLanguage(choose("lang", "en"));
document.documentElement.lang = choose("lang", "en");

let step = Number(choose("step", live ? "0" : String(scene.steps)));
const source = new SceneSource(scene, () => step);

function Gallery() {
  const [hover, setHover] = useState<Hover | null>(
    query.has("hover") ? { step: Number(query.get("hover")), layer: "hidden_3" } : null,
  );
  const [hold, setHold] = useState<number | null>(held);
  const [choices, setChoices] = useState<Record<string, string>>(() =>
    Object.fromEntries([...query].filter(([name]) => name.includes("."))),
  );
  const [now, setNow] = useState(step);
  useEffect(() => {
    if (!live) return;
    const timer = window.setInterval(() => {
      step = Math.min(scene.steps, step + Math.ceil(scene.steps / 60));
      if (step >= scene.steps && query.has("loop")) step = 0;
      setNow(step);
      source.notify();
    }, 200);
    return () => window.clearInterval(timer);
  }, []);
  const runs = useMemo(() => sceneRuns(scene, now, scheme), [now]);
  const metrics = useMemo(
    () =>
      scene.classes
        ? {
            ...METRICS,
            "decision/class": metric("decision/class", ["step", "cell"], "linear"),
            "decision/confidence": metric("decision/confidence", ["step", "cell"], "linear"),
          }
        : METRICS,
    [],
  );
  const context: PanelContext = {
    runs,
    source,
    metrics,
    step: hold,
    shownStep: hold ?? now,
    maxStep: now,
    xAxis: choose("x", "step") as XAxis,
    smoothing: Number(choose("smoothing", "0")),
    bands: choose("bands", "ci") as Bands,
    scheme,
    hover,
    onHover: setHover,
    onHoldStep: setHold,
    choices,
    onChoice: (name, value) => setChoices((before) => ({ ...before, [name]: value })),
  };
  const shown = Object.entries(panels).filter(([name]) => only === undefined || only.includes(name));
  return (
    <div style={{ display: "flex", flexWrap: "wrap", gap: 12, padding: 12 }}>
      {shown.map(([name, Panel]) => (
        <div key={name} style={{ width: name === "NetworkDrawing" ? Math.min(width, 172) : width, height }}>
          <Panel context={context} />
        </div>
      ))}
    </div>
  );
}

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no element #root");
createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} forceColorScheme={scheme}>
      <Gallery />
    </MantineProvider>
  </StrictMode>,
);
