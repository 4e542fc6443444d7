"""The report in a real browser: no errors, no requests, tables that sort, every mode, no serious finding of axe."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from report_cases import hostile_report, report_of

CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
)
NAMES = ("iaia", "imf", "ilo_1986", "ai_2026", "two", "hostile")

pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")]

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
axe_api = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")


@cache
def html_of(name: str) -> str:
    if name == "hostile":
        return hostile_report('<script>alert(1)</script> "quoted" & \u202eevil ' + "A" * 10_000).html()
    return report_of(*(("iaea", "iaia") if name == "two" else (name,))).html()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-quic"]
        )
        yield launched
        launched.close()


class Opened:
    """A page with what it said to the console and what it asked the network for."""

    def __init__(self, browser: Any, folder: Path, name: str, **options: Any) -> None:
        file = folder / f"{name}.html"
        file.write_text(html_of(name), encoding="utf-8")
        self.page = browser.new_page(**options)
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(file.as_uri())
        self.asked.remove(file.as_uri())

    def axe(self) -> list[tuple[str, str, str]]:
        found = axe_api.Axe().run(self.page).response["violations"]
        return [
            (each["id"], each["impact"], each["nodes"][0]["html"][:200])
            for each in found
            if each["impact"] in ("serious", "critical")
        ]


@pytest.mark.parametrize("name", NAMES)
def test_the_page_is_quiet_fits_a_phone_and_can_be_used_by_all(browser: Any, tmp_path: Path, name: str) -> None:
    opened = Opened(browser, tmp_path, name, viewport={"width": 360, "height": 780})
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= 360
    assert opened.axe() == []
    assert (opened.said, opened.asked) == ([], [])
    opened.page.close()


@pytest.mark.parametrize("name", ["iaia", "two"])
def test_dark_mode_is_readable(browser: Any, tmp_path: Path, name: str) -> None:
    opened = Opened(browser, tmp_path, name, viewport={"width": 900, "height": 900}, color_scheme="dark")
    assert opened.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(22, 25, 29)"
    assert opened.axe() == []
    opened.page.close()


def test_print_shows_whole_tables_on_white_without_navigation(browser: Any, tmp_path: Path) -> None:
    opened = Opened(browser, tmp_path, "iaia", viewport={"width": 760, "height": 900}, color_scheme="dark")
    opened.page.emulate_media(media="print")
    assert opened.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert not opened.page.locator("nav").is_visible()
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= 760
    cut = "[...document.querySelectorAll('.scroll')].filter(e => getComputedStyle(e).overflowX !== 'visible').length"
    assert opened.page.evaluate(cut) == 0
    assert opened.page.pdf(format="A4").startswith(b"%PDF")
    opened.page.close()


def column(page: Any, place: int) -> list[str]:
    rows = page.locator("#power table").first.locator("tbody tr")
    return [rows.nth(n).locator("th, td").nth(place).inner_text() for n in range(rows.count())]


def test_tables_sort_by_click_and_by_keyboard(browser: Any, tmp_path: Path) -> None:
    opened = Opened(browser, tmp_path, "imf", viewport={"width": 1200, "height": 900})
    heads = opened.page.locator("#power table").first.locator("thead th")
    place = heads.all_inner_texts().index("Votes each")
    assert [heads.nth(n).get_attribute("aria-sort") for n in range(heads.count())] == [None] * heads.count()

    def values() -> list[float]:
        return [float(text.replace(",", "")) for text in column(opened.page, place)]

    heads.nth(place).locator("button").click()
    assert heads.nth(place).get_attribute("aria-sort") == "ascending"
    assert values() == sorted(values())
    assert len(set(values())) > 5
    heads.nth(place).locator("button").focus()
    opened.page.keyboard.press("Enter")
    assert heads.nth(place).get_attribute("aria-sort") == "descending"
    assert values() == sorted(values(), reverse=True)
    heads.nth(0).locator("button").focus()
    opened.page.keyboard.press("Space")
    assert heads.nth(place).get_attribute("aria-sort") is None
    assert heads.nth(0).get_attribute("aria-sort") == "ascending"
    assert opened.said == []
    opened.page.close()


def test_without_scripts_everything_is_there(browser: Any, tmp_path: Path) -> None:
    opened = Opened(browser, tmp_path, "iaia", java_script_enabled=False)
    assert opened.page.locator("th button").count() == 0
    assert opened.page.locator("#decisions tbody tr").count() == 12
    opened.page.close()


def test_a_name_that_is_a_script_is_shown_and_not_run(browser: Any, tmp_path: Path) -> None:
    opened = Opened(browser, tmp_path, "hostile", viewport={"width": 900, "height": 900})
    assert opened.page.locator("script").count() == 1
    assert "<script>alert(1)</script>" in opened.page.locator("h1").inner_text()
    assert opened.said == []
    opened.page.close()
