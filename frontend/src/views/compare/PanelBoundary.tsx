import { Component, type ReactNode } from "react";
import classes from "./compare.module.css";

interface Props {
  readonly message: (detail: string) => string;
  readonly children: ReactNode;
}

/** Keeps a panel that throws from taking the page with it. */
export class PanelBoundary extends Component<Props, { readonly detail: string | null }> {
  override state = { detail: null };

  static getDerivedStateFromError(error: unknown): { detail: string } {
    return { detail: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    const { detail } = this.state;
    if (detail === null) return this.props.children;
    return (
      <p className={classes.broken} role="alert">
        {this.props.message(detail)}
      </p>
    );
  }
}
