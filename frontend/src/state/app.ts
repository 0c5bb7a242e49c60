/** The parts that live as long as the page: client, telemetry store, feed, and whether the token is known. */
import { create } from "zustand";
import type { ApiClient } from "../api/client";
import { createFetchClient } from "../api/fetch-client";
import { readToken } from "../api/token";
import { Feed } from "./feed";
import { noteReach } from "./reach";
import { TelemetryStore } from "./telemetry-store";

export const useAccess = create<{ readonly unauthorized: boolean }>()(() => ({
  unauthorized: readToken() === null,
}));

export const api: ApiClient = createFetchClient({
  base: `${window.location.origin}/api/v1`,
  token: readToken,
  onUnauthorized: () => useAccess.setState({ unauthorized: true }),
  onReach: noteReach,
});

export const telemetry = new TelemetryStore();

export const feed = new Feed(api, telemetry);
