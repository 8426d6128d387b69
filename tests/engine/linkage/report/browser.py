#!/usr/bin/env python3
"""Looks at reports in headless Chromium, over its DevTools pipe, with nothing but the standard library.

    browser.py SAMPLE_REPORT [--keep FOLDER]

Checks that the page asks for nothing, says nothing on the console, obeys the slider by keyboard and mouse, does
without its script, fits a telephone, and prints. With --keep the pictures stay for somebody to look at. Exit code
77 (skipped) without Chromium.
"""

import argparse
import base64
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time


class Browser:
    """Chromium behind a pair of pipes: messages are JSON, each ended by a zero byte."""

    def __init__(self, program, home):
        to_read, self.to_write = os.pipe()
        self.to_read, from_write = os.pipe()

        def plumb():
            # Chromium reads from 3 and writes to 4; either pipe may stand there already.
            a, b = os.dup(to_read), os.dup(from_write)
            os.dup2(a, 3)
            os.dup2(b, 4)

        self.process = subprocess.Popen(
            [program, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-quic",
             "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
             "--disable-dev-shm-usage", "--remote-debugging-pipe", f"--user-data-dir={home}", "about:blank"],
            close_fds=False, preexec_fn=plumb, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_read)
        os.close(from_write)
        self.buffer, self.number, self.events, self.session = b"", 0, [], None

    def receive(self):
        while b"\0" not in self.buffer:
            piece = os.read(self.to_read, 1 << 16)
            if not piece:
                raise RuntimeError("Chromium ended")
            self.buffer += piece
        message, self.buffer = self.buffer.split(b"\0", 1)
        return json.loads(message)

    def call(self, method, **params):
        self.number += 1
        message = {"id": self.number, "method": method, "params": params}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.to_write, json.dumps(message).encode() + b"\0")
        while True:
            answer = self.receive()
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]
            self.events.append(answer)

    def wait_for(self, method):
        while True:
            for event in self.events:
                if event.get("method") == method:
                    self.events.remove(event)
                    return
            self.events.append(self.receive())

    def open(self, url, width=1280, height=900, scale=1, dark=False, scripts=True, media=""):
        self.session = None
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.call(f"{domain}.enable")
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=scale,
                  mobile=width < 600)
        self.call("Emulation.setEmulatedMedia", media=media,
                  features=[{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}])
        self.call("Emulation.setScriptExecutionDisabled", value=not scripts)
        self.events = []
        self.call("Page.navigate", url=url)
        self.wait_for("Page.loadEventFired")

    def value(self, expression, waits=False):
        answer = self.call("Runtime.evaluate", expression=expression, returnByValue=not waits, awaitPromise=waits)
        if "exceptionDetails" in answer:
            raise RuntimeError(f"{expression}: {answer['exceptionDetails']}")
        return answer["result"].get("value")

    def picture(self, path):
        size = self.call("Page.getLayoutMetrics")["cssContentSize"]
        data = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=True,
                         clip={"x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1})
        pathlib.Path(path).write_bytes(base64.b64decode(data["data"]))

    def complaints(self):
        """What the page asked for beside itself, and what it or the browser had to say."""
        self.value("1")  # whatever was on its way has come
        said = []
        for event in self.events:
            method, params = event.get("method"), event.get("params", {})
            if method == "Network.requestWillBeSent" and params["type"] != "Document" and not params["request"]["url"].startswith("data:"):
                said.append("asked for " + params["request"]["url"][:200])
            if method in ("Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded"):
                said.append(f"{method}: {json.dumps(params)[:400]}")
        return said

    def close(self):
        self.session = None
        try:
            self.call("Browser.close")
        except (RuntimeError, OSError):
            pass
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()


FAILED = []


def check(holds, sentence):
    print(("ok      " if holds else "FAILED  ") + sentence)
    if not holds:
        FAILED.append(sentence)


def sample(program, folder, kind):
    subprocess.run([program, str(folder / kind), kind], check=True)
    page = folder / kind / "report.html"
    return page, json.loads((folder / kind / "report.json").read_text())


def press(browser, key, times=1):
    codes = {"ArrowRight": 39, "ArrowLeft": 37, "Home": 36, "End": 35}
    for _ in range(times):
        for kind in ("rawKeyDown", "keyUp"):
            browser.call("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=codes[key])


def click(browser, selector, along=0.5):
    browser.value(f"document.querySelector('{selector}').scrollIntoView({{block: 'center', behavior: 'instant'}})")
    browser.value("new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))", waits=True)
    box = browser.value(f"(function () {{ var r = document.querySelector('{selector}').getBoundingClientRect();"
                        " return [r.left, r.top, r.width, r.height]; })()")
    x, y = box[0] + box[2] * along, box[1] + box[3] / 2
    for kind in ("mousePressed", "mouseReleased"):
        browser.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)


def soon(holds, seconds=20):
    """A busy machine draws late, and a click is for what was drawn: whether it holds in some seconds."""
    until = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


def shown_text(browser, selector):
    return browser.value(f"document.querySelector('{selector}').textContent").replace("\u00a0", " ")


def percent(value):
    return float(value.rstrip(" %")) / 100


def shows_the_cut(browser, report, number):
    """The read-out is that of report.json's cut of this number."""
    cut = report["cuts"][number]
    near = lambda kind: abs(percent(shown_text(browser, "#now-" + kind)) - cut[kind]) < 0.00006
    return (shown_text(browser, "#now-pairs") == f"{cut['pairs']:,}" and near("precision") and near("recall") and near("f1"))


def looks_at_the_lively_one(browser, page, report, keep):
    browser.open(page.as_uri())
    browser.picture(keep / "desktop.png")
    check(browser.complaints() == [], f"asks for nothing and says nothing: {browser.complaints()}")
    text = browser.value("document.body.innerText").replace("\u00a0", " ")
    run = report["run"]
    for name in ("records", "candidates", "links", "persons"):
        check(f"{run[name]:,}" in text, f"the page has the {name} of report.json")
    own = min(range(len(report["cuts"])), key=lambda c: abs(report["cuts"][c]["at"] - report["cut"]["at"]))
    check(browser.value("document.getElementById('slider').value") == str(own), "the slider begins at the run's cut")
    check(shows_the_cut(browser, report, own), "and shows its figures")
    browser.value("document.getElementById('slider').focus()")
    press(browser, "ArrowRight", 5)
    check(shows_the_cut(browser, report, own + 5), "arrow keys move the cut, and the figures are report.json's")
    press(browser, "Home")
    check(shows_the_cut(browser, report, 0), "Home goes to the lowest cut")
    press(browser, "End")
    check(shows_the_cut(browser, report, len(report["cuts"]) - 1), "End goes to the highest cut")
    click(browser, "#slider", 0.3)
    at = lambda: int(browser.value("document.getElementById('slider').value"))
    check(soon(lambda: 0 < at() < len(report["cuts"]) - 1 and shows_the_cut(browser, report, at())), "a click on the slider moves the cut")
    check(browser.value("document.getElementById('moved').getAttribute('visibility')") == "visible", "a line in the chart goes along")
    browser.picture(keep / "moved.png")
    click(browser, "#back")
    check(soon(lambda: shows_the_cut(browser, report, own)), "the button goes back to the run's cut")
    seen = "Array.from(document.querySelectorAll('#cut-table tbody tr')).filter(function (r) { return r.offsetHeight > 0; }).length"
    few = browser.value(seen)
    click(browser, "#all-cuts")
    check(5 <= few <= 11 and soon(lambda: browser.value(seen) == len(report["cuts"])), "every cut is shown on request")
    check(browser.complaints() == [], f"still asks for nothing and says nothing: {browser.complaints()}")
    unnamed = "Array.from(document.querySelectorAll('svg[role=img]')).filter(function (s) { return !s.querySelector('title').textContent || !s.querySelector('desc'); }).length"
    check(browser.value(unnamed) == 0, "every chart says what it is")


def looks_elsewhere(browser, page, keep):
    browser.open(page.as_uri(), width=390, height=844, scale=2)
    browser.picture(keep / "telephone.png")
    check(browser.value("document.documentElement.scrollWidth") <= 390, "a telephone does not scroll sideways")
    browser.open(page.as_uri(), dark=True)
    browser.picture(keep / "dark.png")
    check(browser.complaints() == [], "the dark page asks for nothing either")
    browser.open(page.as_uri(), scripts=False)
    browser.picture(keep / "without-scripts.png")
    pdf = base64.b64decode(browser.call("Page.printToPDF", printBackground=True, preferCSSPageSize=True)["data"])
    (keep / "printed.pdf").write_bytes(pdf)
    check(pdf.startswith(b"%PDF") and len(pdf) > 10_000, "it prints")
    browser.open(page.as_uri(), width=760, media="print")
    browser.picture(keep / "print.png")
    check(browser.value("document.getElementById('explore').offsetHeight") == 0, "the slider is not printed")


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("sample")
    arguments.add_argument("--keep", type=pathlib.Path)
    given = arguments.parse_args()
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not program:
        print("skipped: there is no Chromium here (apt-get install chromium)")
        return 77
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = pathlib.Path(name)
        keep = given.keep or folder
        keep.mkdir(parents=True, exist_ok=True)
        browser = Browser(program, folder / "home")
        try:
            planted = folder / "planted.html"
            planted.write_text("<!doctype html><script>console.log('x'); nothing()</script><img src='x.png'>")
            browser.open(planted.as_uri())
            check(len(browser.complaints()) >= 3, "a page that asks, talks and fails is heard")
            page, report = sample(given.sample, folder, "lively")
            looks_at_the_lively_one(browser, page, report, keep)
            looks_elsewhere(browser, page, keep)
            page, report = sample(given.sample, folder, "hostile")
            browser.open(page.as_uri())
            check(browser.value("document.title").startswith("Linkage report") and browser.complaints() == [],
                  f"names that are mark-up stay names: {browser.complaints()}")
            check(browser.value("document.querySelectorAll('script').length + document.querySelectorAll('img').length") == 1,
                  "and bring no element with them")
            for kind in ("dice", "empty"):
                page, report = sample(given.sample, folder, kind)
                browser.open(page.as_uri())
                browser.picture(keep / f"{kind}.png")
                check(browser.complaints() == [], f"the {kind} report asks for nothing and says nothing: {browser.complaints()}")
        finally:
            browser.close()
    return 1 if FAILED else 0


if __name__ == "__main__":
    sys.exit(main())
