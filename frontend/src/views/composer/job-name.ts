/** What a job is called that nobody has named: the data, the network, and what varies. */
import type { Names } from "../../i18n/names";
import type { CatalogMember } from "../../protocol/types";
import { type Draft, effective, memberName } from "../../state/draft";
import { textOfValue } from "./values";

const LONGEST = 200;

export function jobName(
  draft: Draft,
  names: Names,
  families: Readonly<Record<string, readonly CatalogMember[]>>,
  none: string,
): string {
  if (draft.name !== "") return draft.name;
  const chosen = (path: string) => textOfValue(path, effective(draft, path) ?? null, names, families, none);
  const title = (family: string, name: string) =>
    names.member(family, name, families[family]?.find((one) => one.name === name)?.title);
  const factors = draft.vary.map(
    ({ path, values }) =>
      `${names.path(path)} ${values.map((value) => textOfValue(path, value, names, families, none)).join(", ")}`,
  );
  const variants = draft.variants
    .map((variant) => variant.label)
    .filter(Boolean)
    .join(", ");
  const what = [...factors, variants].filter((text) => text !== "").join("; ");
  const model = memberName(effective(draft, "model")) ?? "mlp";
  const layers = model === "mlp" ? chosen("model.hidden_sizes") : title("model", model);
  const varied = (path: string) => draft.vary.some((factor) => factor.path === path);
  const network = [
    ...(varied("model.hidden_sizes") || varied("model") ? [] : [layers]),
    ...(varied("model.activation") || varied("model") ? [] : [chosen("model.activation")]),
  ].join(", ");
  const parts = [
    ...(varied("dataset") ? [] : [title("dataset", memberName(effective(draft, "dataset")) ?? "digits")]),
    network,
    what === "" ? chosen("optimizer") : what,
  ];
  const name = parts.filter((text) => text !== "").join(" · ");
  return name.length > LONGEST ? `${name.slice(0, LONGEST - 1)}…` : name;
}
