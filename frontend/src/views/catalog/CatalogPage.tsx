import { Button, Skeleton } from "@mantine/core";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNames } from "../../i18n/names";
import { loadLibrary, useLibrary } from "../../state/library";
import { useView } from "../../state/view";
import classes from "./catalog.module.css";
import { MemberList } from "./MemberList";
import { Overview } from "./Overview";
import { Sheet } from "./Sheet";
import { explained, type FamilyOfMembers, memberAt } from "./search";

/** Everything that can be varied: the list on the left, on the right the sheet of the member that the address names. */
export default function CatalogPage() {
  const { t } = useTranslation();
  const names = useNames();
  const library = useLibrary();
  const entry = useView((view) => view.entry);
  const [open, setOpen] = useState(false);
  const families = useMemo(() => explained(library.families), [library.families]);
  const [family = "", name = ""] = (entry ?? "").split(".", 2);
  const member = entry === null ? undefined : memberAt(families, entry);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another member begins at its head
  useEffect(() => void window.scrollTo(0, 0), [entry]);

  return (
    <div className={classes.page}>
      <aside className={classes.side}>
        <button
          type="button"
          className={classes.fold}
          aria-expanded={open}
          aria-controls="catalog-list"
          onClick={() => setOpen(!open)}
        >
          {member === undefined
            ? t("catalog.choose")
            : t("catalog.chosen", {
                family: names.family(family),
                name: names.member(family, name, member.title),
              })}
        </button>
        <div id="catalog-list" className={classes.folded} data-open={open}>
          <MemberList families={families} entry={entry} opened={open} onChosen={() => setOpen(false)} />
        </div>
      </aside>
      <main id="main" tabIndex={-1} className={classes.main}>
        <Content families={families} entry={entry} />
      </main>
    </div>
  );
}

function Content({ families, entry }: { families: readonly FamilyOfMembers[]; entry: string | null }) {
  const { t } = useTranslation();
  const { state, error } = useLibrary();
  if (state === "failed")
    return (
      <div role="alert">
        <p className={classes.error}>{t("errors.catalog", { detail: error ?? "" })}</p>
        <Button variant="default" onClick={() => void loadLibrary()}>
          {t("app.retry")}
        </Button>
      </div>
    );
  if (state !== "ready")
    return (
      <div role="status" aria-label={t("app.loading")} className={classes.skeletons}>
        <Skeleton height={34} width="40%" />
        <Skeleton height={110} />
        <Skeleton height={330} />
      </div>
    );
  if (entry === null) return <Overview families={families} />;
  const member = memberAt(families, entry);
  if (member === undefined)
    return (
      <>
        <p role="alert" className={classes.error}>
          {t("catalog.unknown", { entry })}
        </p>
        <Overview families={families} />
      </>
    );
  return <Sheet key={entry} family={entry.split(".", 1)[0] ?? ""} member={member} />;
}
