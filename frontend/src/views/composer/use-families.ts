/** What a spec can name: the catalog's members, and the user's own tables. */
import { useMemo } from "react";
import type { CatalogMember } from "../../protocol/types";
import { useLibrary } from "../../state/library";
import { useUploads } from "../../state/uploads";

type Families = Readonly<Record<string, readonly CatalogMember[]>>;

/** The catalog's members, and the uploaded tables among its data sets by the names of their files. */
export function useFamilies(): Families {
  const families = useLibrary((state) => state.families);
  const tables = useUploads((state) => state.tables);
  return useMemo(() => {
    const sets = families["dataset"] ?? [];
    const [pattern] = sets;
    if (pattern === undefined) return families;
    const own = tables.map(({ dataset, name }) => ({ ...pattern, name: dataset, title: name }));
    return { ...families, dataset: [...sets, ...own] };
  }, [families, tables]);
}
