"""A table of one's own, with the keyboard alone: refused, uploaded, looked at, trained."""

from pathlib import Path

from playwright.sync_api import Page

from tests.datasets.uploads.large import blocks
from tests.e2e.plots import job_id, job_status
from tests.running import RunningServer, wait_until


def press(page: Page, name: str) -> None:
    """Presses a button with the keyboard."""
    page.get_by_role("button", name=name, exact=True).focus()
    page.keyboard.press("Enter")


def choose(page: Page, path: Path) -> None:
    with page.expect_file_chooser() as chooser:
        press(page, "Choose a file")
    chooser.value.set_files(path)


def test_a_table_is_uploaded_and_trained_by_keyboard(server: RunningServer, page: Page, tmp_path: Path) -> None:
    broken, good = tmp_path / "broken.csv", tmp_path / "points.csv"
    broken.write_bytes("größe,y\n1,2\n".encode("latin-1"))
    good.write_bytes(b"".join(blocks(1_000_000)))
    page.goto(server.link)
    page.wait_for_selector("[data-preset]")

    press(page, "Use your own data")
    choose(page, broken)
    alert = page.get_by_role("alert")
    alert.wait_for()
    assert "broken.csv was not taken. The file is not UTF-8: byte 2 is 0xf6." in alert.inner_text()

    choose(page, good)
    use = page.get_by_role("button", name="Use this table")
    use.wait_for()
    assert use.is_disabled()
    assert "A chosen column has gaps: colour" in page.get_by_role("dialog").inner_text()
    page.get_by_role("checkbox", name="x15", exact=True).focus()
    page.keyboard.press("Space")
    page.get_by_role("checkbox", name="Fill them").focus()
    page.keyboard.press("Space")
    assert "18 inputs" in page.get_by_role("dialog").inner_text()
    press(page, "Use this table")
    page.get_by_text("Predicts label from 16 columns").wait_for()

    page.get_by_label("Steps", exact=True).fill("60")
    run = page.get_by_test_id("run")
    wait_until(lambda: run.is_enabled() and "Run 1 training" in run.inner_text(), "the estimate")
    run.focus()
    page.keyboard.press("Enter")
    wait_until(lambda: job_status(page) == "succeeded", "the end of the job", seconds=120)
    (trained,) = server.wait_for_job(job_id(page))["runs"]
    dataset = trained["spec"]["dataset"]
    assert (dataset["target"], dataset["missing"], dataset["facts"]["features"]) == ("label", "impute", 18)
    accuracy = server.series(trained["id"], "accuracy/validation")["accuracy/validation"]["values"]
    assert accuracy[-1] > 0.8
