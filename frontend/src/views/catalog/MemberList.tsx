import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNames } from "../../i18n/names";
import type { CatalogMember } from "../../protocol/types";
import { openEntry } from "../../state/view";
import classes from "./catalog.module.css";
import { entryOf, type FamilyOfMembers, search } from "./search";

/** All members by family, with a search. Arrow keys walk along it, Enter opens. */
export function MemberList({
  families,
  entry,
  opened,
  onChosen,
}: {
  families: readonly FamilyOfMembers[];
  entry: string | null;
  /** Whether the list is unfolded, where it can be folded. */
  opened: boolean;
  onChosen: () => void;
}) {
  const { t } = useTranslation();
  const names = useNames();
  const [text, setText] = useState("");
  const list = useRef<HTMLDivElement>(null);
  const found = useMemo(() => {
    const texts = (family: string, member: CatalogMember) => [
      names.family(family),
      family,
      names.member(family, member.name, member.title),
      member.name,
      member.title,
      member.source,
    ];
    return search(families, text, texts);
  }, [families, text, names]);

  // A link to a member shows where in the list it stands.
  const shown = families.length > 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: an unfolded list begins where the member stands
  useEffect(() => {
    const scrolled = list.current?.querySelector("nav");
    const current = scrolled?.querySelector<HTMLElement>("[aria-current]");
    if (shown && scrolled && current) scrolled.scrollTop = current.offsetTop - scrolled.clientHeight / 2;
  }, [shown, opened]);

  function walk(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    const stops = [...(list.current?.querySelectorAll<HTMLElement>("input, button") ?? [])];
    const next = stops[stops.indexOf(document.activeElement as HTMLElement) + step];
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
  }

  function open(next: string | null): void {
    openEntry(next);
    onChosen();
  }

  return (
    <div ref={list} className={classes.list}>
      <search className={classes.search}>
        <input
          type="search"
          aria-label={t("catalog.search")}
          placeholder={t("catalog.searchHint")}
          value={text}
          onKeyDown={walk}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </search>
      <nav aria-label={t("catalog.members")}>
        {text === "" ? (
          <button
            type="button"
            className={classes.item}
            aria-current={entry === null ? "true" : undefined}
            onKeyDown={walk}
            onClick={() => open(null)}
          >
            {t("catalog.overview")}
          </button>
        ) : null}
        {found.map(({ family, members }) => (
          <section key={family} aria-labelledby={`list-${family}`}>
            <h2 id={`list-${family}`}>{names.family(family)}</h2>
            <ul>
              {members.map((member) => (
                <li key={member.name}>
                  <button
                    type="button"
                    className={classes.item}
                    data-entry={entryOf(family, member.name)}
                    aria-current={entry === entryOf(family, member.name) ? "true" : undefined}
                    onKeyDown={walk}
                    onClick={() => open(entryOf(family, member.name))}
                  >
                    {names.member(family, member.name, member.title)}
                  </button>
                </li>
              ))}
            </ul>
          </section>
        ))}
        {found.length === 0 ? <p role="status">{t("catalog.nothing", { text })}</p> : null}
      </nav>
    </div>
  );
}
