import { ActionIcon, Popover } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { Icon } from "../shell/Icon";
import classes from "./PanelCard.module.css";
import { usePanelText } from "./usePanel";

export interface DefinitionProps {
  /** The panel's. */
  readonly title: string;
  readonly text: string;
  /** What follows: theory. */
  readonly children?: ReactNode;
}

/** What a panel draws, in words: shown under the pointer, and held by a click until another, or Escape. */
export function Definition({ title, text, children }: DefinitionProps) {
  const t = usePanelText();
  const [near, setNear] = useState(false);
  const [held, setHeld] = useState(false);
  const close = () => {
    setNear(false);
    setHeld(false);
  };
  return (
    <Popover
      opened={near || held}
      onChange={(opened) => {
        if (!opened) close();
      }}
      trapFocus={held}
      returnFocus
      position="bottom-start"
      shadow="md"
      width="min(380px, calc(100vw - 24px))"
    >
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={20}
          aria-label={t("card.definition", { title })}
          onPointerEnter={(event) => setNear(event.pointerType === "mouse")}
          onPointerLeave={() => setNear(false)}
          onClick={() => (held ? close() : setHeld(true))}
        >
          <Icon name="help" size={15} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown
        className={classes["definition"] ?? ""}
        data-definition
        // An enlarged panel shrinks on Escape, too, but not on this one.
        onKeyDown={(event) => {
          if (event.key === "Escape") event.stopPropagation();
        }}
      >
        <p>{text}</p>
        {children}
      </Popover.Dropdown>
    </Popover>
  );
}
