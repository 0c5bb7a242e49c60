import { act, fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import "../../i18n";
import type { Dataset } from "../../protocol/types";
import { EMPTY_DRAFT } from "../../state/draft";
import { setDraft, useExperiment } from "../../state/experiment";
import { NO_UPLOADS, useUploads } from "../../state/uploads";
import { show } from "../../testing/show";
import { DatasetsDialog } from "./DatasetsDialog";

const FACTS = { infinite: 0, minimum: null, maximum: null, mean: null, values: [], stored_as: "text" };
const TABLE = {
  id: "0123456789abcdef",
  dataset: "upload:0123456789abcdef",
  name: "flowers.csv",
  format: "csv",
  bytes: 1200,
  rows: 5,
  column_count: 3,
  created_at: "2026-01-01T00:00:00Z",
  target: "kind",
  columns: [
    {
      ...FACTS,
      name: "petal",
      kind: "number",
      missing: 1,
      minimum: 1.5,
      maximum: 4,
      mean: 2,
      distinct: 4,
      task: null,
    },
    {
      ...FACTS,
      name: "width",
      kind: "integer",
      missing: 0,
      minimum: 2,
      maximum: 6,
      mean: 4,
      distinct: 5,
      task: "classification",
    },
    {
      ...FACTS,
      name: "kind",
      kind: "category",
      missing: 0,
      distinct: 2,
      values: [{ value: "setosa", count: 3 }],
      task: "classification",
    },
  ],
  preview: { columns: ["petal", "width", "kind"], rows: [[null, 2, "setosa"]] },
} as unknown as Dataset;

/** An XMLHttpRequest that the test answers. */
class FakeRequest {
  static latest: FakeRequest;
  upload: { onprogress?: (event: { loaded: number }) => void } = {};
  onload?: () => void;
  onabort?: () => void;
  status = 0;
  statusText = "";
  responseText = "";
  address = "";
  headers: Record<string, string> = {};
  body: File | null = null;
  constructor() {
    FakeRequest.latest = this;
  }
  open(_: string, address: string) {
    this.address = address;
  }
  setRequestHeader(name: string, value: string) {
    this.headers[name] = value;
  }
  send(body: File) {
    this.body = body;
  }
  abort() {
    this.onabort?.();
  }
  answer(status: number, body: unknown) {
    this.status = status;
    this.responseText = JSON.stringify(body);
    this.onload?.();
  }
}

let deleted: string[] = [];
let tables: unknown[] = [];

beforeEach(() => {
  deleted = [];
  tables = [];
  vi.stubGlobal("XMLHttpRequest", FakeRequest);
  vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
    if (init.method === "DELETE") {
      deleted.push(url);
      return new Response(null, { status: 204 });
    }
    return url.endsWith("/datasets")
      ? Response.json({ datasets: tables, limit_bytes: 5000, endings: [".csv", ".npz"] })
      : Response.json(TABLE);
  });
  useUploads.setState(NO_UPLOADS);
  setDraft(EMPTY_DRAFT);
});

afterEach(() => vi.unstubAllGlobals());

function dialog(onClose = () => {}) {
  return show(<DatasetsDialog opened first={null} onClose={onClose} />);
}

async function choose(name: string, size = 100): Promise<void> {
  await screen.findByText(/^At most/);
  const file = new File(["x".repeat(size)], name);
  fireEvent.change(screen.getByTestId("file"), { target: { files: [file] } });
}

describe("the dialog of tables", () => {
  test("sends a file with its progress, shows the table, and writes the choice into the experiment", async () => {
    const closed = vi.fn();
    const { user } = dialog(closed);
    await choose("flowers.csv");
    expect(FakeRequest.latest.address).toContain("/datasets?name=flowers.csv");
    expect(FakeRequest.latest.body?.size).toBe(100);
    act(() => FakeRequest.latest.upload.onprogress?.({ loaded: 40 }));
    const bar = await screen.findByRole("progressbar");
    expect(bar.getAttribute("aria-valuenow")).toBe("40");
    expect(screen.getByRole("status").textContent).toBe("Sending flowers.csv: 40 B of 100 B");
    act(() => FakeRequest.latest.upload.onprogress?.({ loaded: 100 }));
    expect(screen.getByRole("status").textContent).toBe("Reading flowers.csv…");
    await act(async () => FakeRequest.latest.answer(201, TABLE));

    const use = await screen.findByRole("button", { name: "Use this table" });
    expect(use).toHaveProperty("disabled", true);
    expect(screen.getByText("A chosen column has gaps: petal")).toBeTruthy();
    expect(screen.getByText("2 classes: setosa, …")).toBeTruthy();
    expect(screen.getByText("2 to 6, mean 4")).toBeTruthy();
    await user.click(screen.getByRole("checkbox", { name: /^Fill them/ }));
    expect(use).toHaveProperty("disabled", false);
    await user.click(screen.getByRole("button", { name: "Leave these columns out" }));
    await user.click(use);
    expect(useExperiment.getState().draft.base).toEqual({
      dataset: { name: TABLE.dataset, target: "kind", columns: ["width"] },
    });
    expect(closed).toHaveBeenCalled();
  });

  test("says why a file was not taken, and lets the reader try again", async () => {
    dialog();
    await choose("broken.csv");
    const error = {
      path: "file",
      code: "ragged_row",
      params: { row: 3, cells: 2, columns: 4 },
      message: "row 3 has 2 cells",
    };
    await act(async () =>
      FakeRequest.latest.answer(422, {
        detail: "refused",
        code: "refused_file",
        errors: [error],
        params: {},
      }),
    );
    const alert = await screen.findByRole("alert");
    expect(alert.textContent).toContain("broken.csv was not taken.");
    expect(alert.textContent).toContain("Row 3 has 2 cells, and the header has 4.");
    expect(screen.getByRole("button", { name: "Choose a file" })).toBeTruthy();
  });

  test.each([
    ["photo.png", 10, "The name of the file must end in one of .csv, .npz."],
    ["large.csv", 20_000, "The file is larger than 5000 bytes"],
  ])("does not send %s of %i bytes", async (name, size, text) => {
    FakeRequest.latest = new FakeRequest();
    dialog();
    await choose(name, size);
    expect((await screen.findByRole("alert")).textContent).toContain(text);
    expect(FakeRequest.latest.body).toBeNull();
  });

  test("calls an upload off without a complaint", async () => {
    const { user } = dialog();
    await choose("flowers.csv");
    await user.click(await screen.findByRole("button", { name: "Cancel" }));
    await screen.findByRole("button", { name: "Choose a file" });
    expect(screen.queryByRole("alert")).toBeNull();
  });

  test("takes a file that is dropped", async () => {
    dialog();
    await screen.findByText(/^At most/);
    const zone = screen.getByRole("region", { name: "Choose a file" });
    fireEvent.dragEnter(zone);
    expect(screen.getByText("Let go to upload")).toBeTruthy();
    fireEvent.drop(zone, { dataTransfer: { files: [new File(["x"], "dropped.csv")] } });
    await waitFor(() => expect(FakeRequest.latest.body?.name).toBe("dropped.csv"));
    await act(async () => FakeRequest.latest.answer(201, TABLE));
  });

  test("deletes a table after asking", async () => {
    tables = [TABLE];
    const { user } = dialog();
    await user.click(await screen.findByRole("button", { name: "Delete flowers.csv" }));
    expect(deleted).toEqual([]);
    await user.click(await screen.findByRole("button", { name: "Delete" }));
    await waitFor(() => expect(deleted).toHaveLength(1));
    await screen.findByText(/^No tables yet/);
  });
});
