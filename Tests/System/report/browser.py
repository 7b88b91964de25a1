#!/usr/bin/env python3
"""Opens report pages in Debian's Chromium and does there what a reader does.

Usage: Tests/System/report/browser.py [--screenshots FOLDER] [--hostile PAGE TEXTS.json] PAGE...

Of every page: no message in the console, no breach of the policy, no request, no dialog; the policy
keeps out what it must; every control does what it says, by clicks and by keys alone, with the focus to
be seen; axe-core finds nothing in light and dark, narrow and wide; the accessibility tree names every
chart, table and control; nothing makes the page scroll sideways at 400 and 320 pixels; all can be read
where no script runs, and printed. Of the hostile page: every text is to be seen, and nothing of it is
an element. Exit code 1 at the first failure, with what failed.
"""

import argparse
import collections
import json
import pathlib
import sys

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import page as reader  # noqa: E402

CHROMIUM = "/usr/bin/chromium"
# All that a report is made of.
ELEMENTS = set(
    "html head meta title style body a header p h1 h2 h3 bdi dl dt dd div nav ul li main section "
    "figure svg defs pattern rect line circle g text desc table caption thead tbody tr th td span b "
    "mark code details summary label input button footer script".split())
ATTRIBUTES = set(
    "lang charset name content http-equiv class href id aria-labelledby aria-label aria-hidden "
    "tabindex role scope hidden for type autocomplete spellcheck open title width height x y x1 x2 "
    "y1 y2 cx cy r dx text-anchor patternunits patterntransform patternUnits patternTransform".split())


class Opened:
    """A page in a browser of its own, and all that happened there."""

    def __init__(self, browser: Browser, path: str, width=1280, scheme="light", scripts=True):
        self.context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme,
            java_script_enabled=scripts, reduced_motion="reduce")
        self.page: Page = self.context.new_page()
        self.events = []
        self.page.on("console", lambda m: self.events.append(f"console: {m.text}"))
        self.page.on("pageerror", lambda e: self.events.append(f"error: {e}"))
        self.page.on("request", lambda r: self.events.append(f"request: {r.url}"))
        self.page.on("dialog", lambda d: (self.events.append(f"dialog: {d.message}"), d.dismiss()))
        self.page.on("popup", lambda p: self.events.append(f"popup: {p.url}"))
        self.page.add_init_script(
            "addEventListener('securitypolicyviolation', e => console.error('policy', e.blockedURI))")
        self.page.goto(pathlib.Path(path).absolute().as_uri())

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        if kind is None:
            self.check_quiet()
        self.context.close()

    def check_quiet(self):
        own = "request: " + self.page.url.split("#")[0]
        others = [e for e in self.events if e.split("#")[0] != own]
        assert others == [], others
        assert self.events, "the page itself was not requested"


def check_structure(text: str) -> None:
    """No element, attribute or address but those that the report is made of."""
    root = reader.parse(text)
    tags = collections.Counter()
    for element in root.all():
        tags["title in " + element.parent.tag if element.tag == "title" else element.tag] += 1
        assert element.tag in ELEMENTS, f"<{element.tag}> {element.attributes}"
        strange = set(element.attributes) - ATTRIBUTES
        assert not strange, f"<{element.tag}> has {strange}"
        assert element.tag != "a" or element.attributes["href"].startswith("#"), element.attributes
        assert element.tag != "script" or not element.attributes
    for tag in ("script", "style", "title in head", "h1", "main", "body"):
        assert tags[tag] == 1, f"{tags[tag]} <{tag}>"
    ids = [e.attributes["id"] for e in root.all() if "id" in e.attributes]
    assert len(ids) == len(set(ids)), "an id stands twice"


def check_policy(browser: Browser, path: str) -> None:
    """What must not come in is kept out, even where something had put it into the page."""
    attempts = {
        "inline script": "const s = document.createElement('script');"
                         "s.textContent = 'window.ran = 1'; document.body.append(s)",
        "handler": "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"ran = 1\">')",
        "image": "document.body.insertAdjacentHTML('beforeend', '<img src=\"file:///etc/hostname\">')",
        "style": "document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\" id=styled>x')",
        "frame": "document.body.insertAdjacentHTML('beforeend', '<iframe src=\"data:text/html,x\">')",
        "fetch": "fetch('https://example.com/').catch(() => {})",
    }
    for name, script in attempts.items():
        opened = Opened(browser, path)
        opened.page.evaluate("() => {" + script + "}")
        opened.page.wait_for_timeout(150)
        assert any("policy" in event for event in opened.events), f"{name}: {opened.events}"
        assert opened.page.evaluate("window.ran") is None, name
        opened.context.close()


def focusable(page: Page) -> list:
    return page.evaluate("""() => [...document.querySelectorAll(
      'a[href], summary, input, button, [tabindex="0"]')].filter(e => e.checkVisibility()
      && !(e.closest('details:not([open])') && e !== e.closest('details').querySelector('summary')
      )).length""")


def check_clicks(browser: Browser, path: str) -> None:
    with Opened(browser, path) as opened:
        page = opened.page
        for link in page.locator("nav a").all():
            link.click()
            target = page.locator(link.get_attribute("href"))
            top = target.evaluate("e => Math.abs(e.getBoundingClientRect().top)")
            atEnd = page.evaluate(
                "innerHeight + scrollY >= document.documentElement.scrollHeight - 2")
            assert top < 40 or atEnd, f"{link.inner_text()}: {top} px from the top"
        for group in page.locator("details").all():
            summary = group.locator("> summary")
            if not summary.is_visible():
                continue
            was = group.evaluate("e => e.open")
            summary.click()
            assert group.evaluate("e => e.open") != was, summary.inner_text()
            summary.click()
        for box in page.locator(".without-template").all():
            section = box.locator("xpath=ancestor::section[1]")
            added = section.locator("details[open] .added").first
            assert added.is_visible()
            box.check()
            assert not added.is_visible()
            box.uncheck()
            assert added.is_visible()
        for items in page.locator(".list").all():
            check_list(items)


def check_list(items) -> None:
    """The field and the buttons of a list."""
    field, status = items.locator("input[type=search]"), items.locator(".status")
    entries = items.locator("> details")
    count = entries.count()
    items.locator("button.open").click()
    assert entries.evaluate_all("all => all.every(e => e.open)")
    items.locator("button.close").click()
    assert not entries.evaluate_all("all => all.some(e => e.open)")
    wanted = entries.last.locator("summary b").first.text_content().strip()
    field.fill(wanted.upper())
    shown = [e for e in entries.all() if e.is_visible()]
    assert 0 < len(shown) <= count and entries.last.is_visible()
    assert all(wanted.lower() in e.text_content().lower() for e in shown)
    assert status.inner_text() == f"{len(shown)} of {count} shown"
    field.fill("no text has this: \u2603\u2603")
    assert status.inner_text() == f"0 of {count} shown"
    field.fill("")
    assert status.inner_text() == "" and all(e.is_visible() for e in entries.all())


def check_keys(browser: Browser, path: str) -> None:
    with Opened(browser, path) as opened:
        page = opened.page
        count, seen, last = focusable(page), [], None
        for _ in range(count + 2):
            page.keyboard.press("Tab")
            found = page.evaluate("""() => { const e = document.activeElement;
              if (!e || e === document.body) return null;
              const s = getComputedStyle(e), r = e.getBoundingClientRect();
              return { key: [...document.querySelectorAll('*')].indexOf(e), tag: e.tagName,
                outline: s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2,
                seen: r.width > 0 && r.height > 0 && r.bottom > 0 && r.top < innerHeight
                  && r.right > 0 && r.left < innerWidth } }""")
            if found is None:
                break
            assert found["outline"] and found["seen"], f"{found} has the focus unseen"
            assert last is None or found["key"] > last, "the order of the keys is not that of the page"
            last = found["key"]
            seen.append(found["tag"])
        assert len(seen) == count, f"{len(seen)} of {count} reached by Tab: {collections.Counter(seen)}"
        page.keyboard.press("Home")
        page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
        page.locator("a.skip").focus()
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"
        link = page.locator("nav a").last
        link.focus()
        page.keyboard.press("Enter")
        assert page.evaluate("location.hash") == link.get_attribute("href")
        group = page.locator(".item").last
        for key in ("Enter", "Space", "Enter", "Space"):
            was = group.evaluate("e => e.open")
            group.locator("> summary").focus()
            page.keyboard.press(key)
            assert group.evaluate("e => e.open") != was, key
        for box in page.locator(".without-template").all():
            box.focus()
            page.keyboard.press("Space")
            assert box.is_checked()
        items = page.locator(".list").last
        items.locator("button.open").focus()
        page.keyboard.press("Enter")
        assert items.locator("> details").evaluate_all("all => all.every(e => e.open)")
        items.locator("button.close").focus()
        page.keyboard.press("Space")
        assert not items.locator("> details").evaluate_all("all => all.some(e => e.open)")


def open_all(page: Page) -> None:
    page.evaluate("for (const e of document.querySelectorAll('details')) e.open = true")


def check_axe(browser: Browser, path: str) -> int:
    rules = 0
    for scheme in ("light", "dark"):
        for width in (400, 1280):
            with Opened(browser, path, width, scheme) as opened:
                for unfolded in (False, True):
                    if unfolded:
                        open_all(opened.page)
                    results = Axe().run(opened.page).response
                    found = [(v["id"], n["html"][:120], n["failureSummary"][:200])
                             for v in results["violations"] for n in v["nodes"][:2]]
                    assert found == [], (scheme, width, found)
                    rules = max(rules, len(results["passes"]))
    assert rules > 20, f"{rules} rules of axe-core applied"
    return rules


def check_tree(browser: Browser, path: str) -> collections.Counter:
    """Every chart, table, list of links and control has a name; headings follow one another."""
    roles = collections.Counter()
    with Opened(browser, path) as opened:
        open_all(opened.page)
        nodes = opened.context.new_cdp_session(opened.page).send("Accessibility.getFullAXTree")["nodes"]
        level = 0
        for node in nodes:
            if node.get("ignored"):
                continue
            role, name = node["role"]["value"], node.get("name", {}).get("value", "")
            roles[role] += 1
            if role in ("image", "table", "navigation", "checkbox", "searchbox", "button", "link",
                        "heading", "DisclosureTriangle", "rowheader", "columnheader", "region"):
                assert name.strip(), f"a {role} without a name"
            if role == "heading":
                new = next(p["value"]["value"] for p in node["properties"] if p["name"] == "level")
                assert new <= level + 1, f"h{new} {name} after h{level}"
                level = new
            if role == "image":
                assert any(c.isdigit() for c in name) or "Records by their length" in name, name
    for role in ("banner", "navigation", "main", "contentinfo", "table", "image", "mark", "heading"):
        assert roles[role], f"no {role} in {dict(roles)}"
    return roles


def check_widths(browser: Browser, path: str) -> None:
    for width in (320, 400, 1000, 1600):
        with Opened(browser, path, width) as opened:
            for unfolded in (False, True):
                if unfolded:
                    open_all(opened.page)
                found = opened.page.evaluate("document.documentElement.scrollWidth")
                assert found <= width, f"{found} pixels wide at {width}"
                over = opened.page.evaluate("""() => [...document.querySelectorAll(
                  'main td, main th, .figures dd')].filter(e => e.checkVisibility()
                  && e.scrollWidth > e.clientWidth + 1).map(e => e.textContent).slice(0, 5)""")
                assert over == [], f"cut at {width}: {over}"
                beside = opened.page.evaluate(OVERLAPS)
                assert beside == [], f"letters of a chart overlap at {width}: {beside}"


OVERLAPS = """() => { const found = [];
  for (const svg of document.querySelectorAll('svg')) {
    const boxes = [...svg.querySelectorAll('text')].filter(e => e.checkVisibility())
      .map(e => [e.textContent.trim(), e.getBoundingClientRect()]);
    boxes.forEach(([a, p], i) => boxes.slice(i + 1).forEach(([b, q]) => {
      if (p.left < q.right - 1 && q.left < p.right - 1 && p.top < q.bottom - 1 && q.top < p.bottom - 1)
        found.push(a + ' | ' + b); }));
    for (const [a, p] of boxes) if (p.left < 0 || p.right > innerWidth) found.push(a + ' is cut');
  } return found }"""


def check_without_scripts(browser: Browser, path: str) -> None:
    with Opened(browser, path, scripts=False) as opened:
        page = opened.page
        assert not page.locator(".controls").first.is_visible()
        group = page.locator(".item").last
        text = group.locator(".segment").first
        assert not text.is_visible()
        group.locator("> summary").click()
        assert text.is_visible()
        box = page.locator(".without-template")
        if box.count():
            added = page.locator("details[open] .added").first
            assert added.is_visible()
            box.first.check()
            assert not added.is_visible()


def check_print(browser: Browser, path: str, folder: pathlib.Path | None) -> None:
    with Opened(browser, path, scheme="dark") as opened:
        pdf = opened.page.pdf(format="A4")
        assert pdf.startswith(b"%PDF") and len(pdf) > 20_000
        opened.page.emulate_media(media="print", color_scheme="dark")
        colours = opened.page.evaluate("""() => [getComputedStyle(document.body).color,
          getComputedStyle(document.body).backgroundColor]""")
        assert colours == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"], colours
        assert not opened.page.locator("nav").is_visible()
        if folder:
            (folder / f"{pathlib.Path(path).stem}.pdf").write_bytes(pdf)


def check_hostile(browser: Browser, path: str, texts: list[dict]) -> None:
    """Every text of the records stands there to be read."""
    root = reader.parse(pathlib.Path(path).read_text(encoding="utf-8"))
    expected_title = root.first("title").text
    whole = root.first("main").text
    with Opened(browser, path) as opened:
        open_all(opened.page)
        opened.page.wait_for_timeout(300)
        assert opened.page.title() == expected_title, opened.page.title()
        inner = opened.page.locator("main").evaluate("e => e.textContent")
        for text in texts:
            seen = reader.visible(text["text"])
            if len(seen) > 1000 or seen.count("\n") > 20:
                seen = seen[:200]
            for place, found in (("the file", whole), ("the browser", inner)):
                assert seen in found, f"{text['text'][:80]!r} is not to be seen in {place}"
        names = opened.page.evaluate(
            "() => [...new Set([...document.querySelectorAll('body *')].map(e => e.localName))]")
        assert set(names) <= ELEMENTS, set(names) - ELEMENTS
        # No letter leaves the box of its text, however many marks are piled on it.
        over = opened.page.evaluate("""() => [...document.querySelectorAll('.text')].filter(
          e => getComputedStyle(e).overflowY !== 'clip').length""")
        assert over == 0


def screenshots(browser: Browser, path: str, folder: pathlib.Path) -> None:
    for scheme in ("light", "dark"):
        for width in (400, 1000, 1600):
            with Opened(browser, path, width, scheme) as opened:
                opened.page.screenshot(
                    path=folder / f"{pathlib.Path(path).stem}-{width}-{scheme}.png", full_page=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("pages", nargs="+")
    parser.add_argument("--hostile", nargs=2, metavar=("PAGE", "TEXTS"), default=None)
    parser.add_argument("--screenshots", type=pathlib.Path, default=None)
    options = parser.parse_args()
    texts = json.loads(pathlib.Path(options.hostile[1]).read_text()) if options.hostile else []
    pages = options.pages + (options.hostile[:1] if options.hostile else [])
    with sync_playwright() as playwright:
        # Root has no sandbox of Chromium's; the pages are our own.
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for path in pages:
            check_structure(pathlib.Path(path).read_text(encoding="utf-8"))
            check_clicks(browser, path)
            check_keys(browser, path)
            rules = check_axe(browser, path)
            roles = check_tree(browser, path)
            check_widths(browser, path)
            check_without_scripts(browser, path)
            check_print(browser, path, options.screenshots)
            if options.screenshots:
                screenshots(browser, path, options.screenshots)
            print(f"{path}: good; {rules} rules of axe-core passed, {sum(roles.values())} nodes read")
        check_policy(browser, pages[0])
        if options.hostile:
            check_hostile(browser, options.hostile[0], texts)
            print(f"{len(texts)} hostile texts are shown and do nothing")
        print(f"Chromium {browser.version}")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
