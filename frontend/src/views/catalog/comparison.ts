/** The experiment that "Compare it" fills the composer with. */
import type { CatalogMember, Json } from "../../protocol/types";
import {
  type Draft,
  EMPTY_DRAFT,
  type Factor,
  fromRequest,
  isObject,
  type JsonObject,
} from "../../state/draft";

/**
 * The member's own comparison, with the parameters that the reader chose in its first value; null where there is none.
 * A remedy against overfitting is not a member of a family: its value is its one parameter, or all of them.
 */
export function comparisonDraft(member: CatalogMember, chosen: JsonObject): Draft | null {
  if (member.comparison === null) return null;
  const draft = fromRequest(member.comparison as JsonObject);
  if (Object.keys(chosen).length === 0) return { ...EMPTY_DRAFT, ...draft };
  const vary = draft.vary.map((factor): Factor => {
    const [first, ...others] = factor.values;
    if (first === member.name) return { ...factor, values: [{ name: member.name, ...chosen }, ...others] };
    if (isObject(first)) return { ...factor, values: [{ ...first, ...chosen }, ...others] };
    if (typeof first !== "number") return factor;
    return { ...factor, values: [Object.values(chosen)[0] as Json, ...others] };
  });
  const base =
    (draft.base["dataset"] as JsonObject | undefined)?.["name"] === member.name
      ? { ...draft.base, dataset: { name: member.name, ...chosen } }
      : draft.base;
  return { ...draft, base, vary };
}
