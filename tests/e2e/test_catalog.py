"""A reader looks a function up, moves its parameter, and sends it to a comparison."""

import json

import numpy as np
from playwright.sync_api import Page

from tests.e2e.plots import traces
from tests.running import RunningServer, wait_until

CHOICES = "() => Array.from(document.querySelectorAll('#composer [class*=chipText]'), e => e.innerText)"

# Opens every member in turn: its text, how many formulas are set, and which could not be.
SHEETS = """async () => {
  const sheets = {};
  for (const button of document.querySelectorAll('[data-entry]')) {
    button.click();
    let sheet = null;
    while ((sheet = document.querySelector(`[data-member="${button.dataset.entry}"]`)) === null)
      await new Promise(requestAnimationFrame);
    sheets[button.dataset.entry] = {
      text: sheet.innerText,
      formulas: sheet.querySelectorAll('.katex-html').length,
      broken: Array.from(sheet.querySelectorAll('.katex-error'), e => e.title),
    };
  }
  return sheets;
}"""


def curve(page: Page, name: str) -> tuple[np.ndarray, np.ndarray] | None:
    """x and y of a curve of the drawing, once it is drawn."""
    found = [trace for trace in traces(page, "catalog-drawing") if trace["name"] == name]
    return (np.array(found[0]["x"]), np.array(found[0]["y"])) if found else None


def test_a_member_is_found_drawn_bent_and_compared(server: RunningServer, page: Page) -> None:
    page.goto(server.link)
    page.get_by_role("button", name="Catalog").click()
    page.get_by_role("searchbox").fill("clevert")
    wait_until(lambda: page.locator("[data-entry]").count() == 1, "what was searched")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name="ELU", exact=True).wait_for()
    wait_until(lambda: "entry=activation.elu" in page.evaluate("() => location.search"), "the member in the address")
    wait_until(lambda: page.locator("[data-formula] .katex-html").count() > 0, "the formula")

    x, y = wait_until(lambda: curve(page, "f(z)"), "the curve")
    np.testing.assert_allclose(y, np.where(x > 0, x, np.expm1(np.minimum(x, 0))), rtol=1e-7)
    _, slope = wait_until(lambda: curve(page, "f′(z)"), "its derivative")
    np.testing.assert_allclose(slope, np.where(x > 0, 1, np.exp(np.minimum(x, 0))), rtol=1e-7)

    page.get_by_role("textbox", name="α").fill("2")
    wait_until(lambda: (bent := curve(page, "f(z)")) and bool(bent[1][0] < -1.9), "the curve for the new α")

    page.get_by_role("button", name="Compare it").click()
    wait_until(lambda: page.evaluate(CHOICES) == ["ELU · α 2", "ReLU"], "the filled composer")
    wait_until(lambda: page.locator("#run").is_enabled(), "a server that would launch it")
    wait_until(lambda: "vary.model.activation" in page.evaluate("() => location.search"), "the draft in the address")
    page.go_back()
    page.get_by_role("heading", level=1, name="ELU", exact=True).wait_for()


def test_every_member_has_a_sheet_whose_formula_is_set(server: RunningServer, page: Page) -> None:
    with server.client() as client:
        families = client.get("/catalog").json()["families"]
    expected = {f"{family}.{row['name']}": row for family, rows in families.items() for row in rows if row["words"]}
    page.goto(f"{server.url}/?page=catalog#token={server.token}")
    page.wait_for_selector("[data-entry]")
    sheets = page.evaluate(SHEETS)
    assert set(sheets) == set(expected)
    for entry, row in expected.items():
        assert sheets[entry]["broken"] == [], row["formula"]
        assert (sheets[entry]["formulas"] > 0) == bool(row["formula"]), entry
        assert row["words"]["about"]["en"] in sheets[entry]["text"]


def test_a_dead_end_says_so(server: RunningServer, page: Page) -> None:
    page.goto(f"{server.url}/?page=catalog&entry=activation.nothing#token={server.token}")
    assert "activation.nothing" in page.get_by_role("alert").inner_text()
    page.route("**/api/v1/catalog", lambda route: route.fulfill(status=500, body=json.dumps({"detail": "broken"})))
    page.reload()
    page.get_by_role("alert").filter(has_text="broken").wait_for()
    page.unroute("**/api/v1/catalog")
    page.get_by_role("button", name="Try again").click()
    page.get_by_role("alert").filter(has_text="activation.nothing").wait_for()


def test_an_optimizers_sheet_draws_its_path(server: RunningServer, page: Page) -> None:
    """With the parameters chosen, in the other form, and plain descent: the ends are what the server computes."""

    def computed(**parameters: float) -> list[str]:
        optimizers = [
            {"name": "nesterov", "learning_rate": 0.02, **parameters, "form": f} for f in ("textbook", "optax")
        ]
        body = {"steps": 100, "grid": None, "optimizers": [*optimizers, {"name": "sgd", "learning_rate": 0.09}]}
        with server.client() as client:
            answer = client.post("/surfaces/trajectories", json=body).json()
        return [f"{path['z'][-1]:.2e}" for path in answer["paths"]]

    def drawn() -> list[str]:
        cells = page.locator("[data-testid=path] tbody td:last-child").all_inner_texts()
        digits = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
        return [f"{float(text.replace('×10', 'e').translate(digits)):.2e}" for text in cells]

    page.goto(f"{server.url}/?page=catalog&entry=optimizer.nesterov#token={server.token}")
    first = computed()
    wait_until(lambda: drawn() == first, "the paths' ends")
    page.get_by_role("textbox", name="β").fill("0.5")
    braked = computed(beta=0.5)
    assert braked[:2] != first[:2]
    assert braked[2] == first[2]
    wait_until(lambda: drawn() == braked, "the paths of the new β")
    page.get_by_role("textbox", name="β").fill("2")
    wait_until(lambda: page.locator("[data-parameter=beta] [role=alert]").count() == 1, "the refusal beside β")
