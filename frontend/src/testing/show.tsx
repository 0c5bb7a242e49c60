/** A part of the page as a test sees it, and a user before it. */

import { MantineProvider } from "@mantine/core";
import { render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ReactNode } from "react";

export function show(part: ReactNode) {
  const { unmount } = render(<MantineProvider env="test">{part}</MantineProvider>);
  return { user: userEvent.setup(), unmount };
}
