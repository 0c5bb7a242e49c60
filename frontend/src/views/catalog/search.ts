/** The members that the page lists, by family, and the search among them. */
import type { CatalogMember } from "../../protocol/types";

/** A member's place in the address: `activation.elu`. */
export function entryOf(family: string, name: string): string {
  return `${family}.${name}`;
}

/** In which order families stand; what a later server adds follows. */
const ORDER = [
  "activation",
  "initializer",
  "normalization",
  "optimizer",
  "schedule",
  "gradient_clipping",
  "regularization",
  "loss",
  "model",
  "dataset",
];

export interface FamilyOfMembers {
  readonly family: string;
  readonly members: readonly CatalogMember[];
}

/** The families that the catalog explains, in the page's order. */
export function explained(families: Readonly<Record<string, readonly CatalogMember[]>>): FamilyOfMembers[] {
  const place = (family: string) => (ORDER.includes(family) ? ORDER.indexOf(family) : ORDER.length);
  return Object.entries(families)
    .map(([family, members]) => ({ family, members: members.filter((member) => member.words !== null) }))
    .filter(({ members }) => members.length > 0)
    .sort((a, b) => place(a.family) - place(b.family));
}

/** The member at a place, or undefined. */
export function memberAt(families: readonly FamilyOfMembers[], entry: string): CatalogMember | undefined {
  const [family, name] = entry.split(".", 2);
  return families.find((one) => one.family === family)?.members.find((member) => member.name === name);
}

/** The families with what matches of them; `texts` are what a member is found by. All words of the text must match. */
export function search(
  families: readonly FamilyOfMembers[],
  text: string,
  texts: (family: string, member: CatalogMember) => readonly string[],
): FamilyOfMembers[] {
  const words = fold(text).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...families];
  return families
    .map(({ family, members }) => ({
      family,
      members: members.filter((member) => {
        const found = fold(texts(family, member).join("\n"));
        return words.every((word) => found.includes(word));
      }),
    }))
    .filter(({ members }) => members.length > 0);
}

/** Without case, accents, and the signs that names are written with or without: "Leaky-ReLU" is "leaky relu". */
function fold(text: string): string {
  return text
    .normalize("NFKD")
    .replaceAll(/\p{Diacritic}/gu, "")
    .normalize("NFC")
    .replaceAll(/[_\-–]/g, " ")
    .toLowerCase();
}
