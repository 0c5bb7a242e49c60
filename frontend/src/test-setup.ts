import { cleanup, configure } from "@testing-library/react";
import { afterEach } from "vitest";
import { fillInBrowser } from "./testing/browser";

// Waiting is for an event, not for a time: the limit only ends a test that would never get it.
configure({ asyncUtilTimeout: 20_000 });

fillInBrowser();
afterEach(cleanup);
