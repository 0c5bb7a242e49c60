/** What a job is called that nobody has named: the data, and what varies. */
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
  const factors = draft.vary.map(
    ({ path, values }) =>
      `${names.path(path)} ${values.map((value) => textOfValue(path, value, names, families, none)).join(", ")}`,
  );
  const variants = draft.variants.map((variant) => variant.label).join(", ");
  const what = [...factors, variants].filter((text) => text !== "");
  const plain = ["model.hidden_sizes", "model.activation", "optimizer"].map(chosen).join(", ");
  const data = names.member("dataset", memberName(effective(draft, "dataset")) ?? "");
  const name = `${data}: ${what.length > 0 ? what.join("; ") : plain}`;
  return name.length > LONGEST ? `${name.slice(0, LONGEST - 1)}…` : name;
}
