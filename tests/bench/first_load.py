"""How long the applicants' page takes on a slow phone line: `python -m tests.bench.first_load`.

The line is Chrome's 「Fast 3G」: 1.44 Mbit/s down, 0.675 Mbit/s up, 562.5 ms for every request.
"""

from __future__ import annotations

import statistics
import tempfile
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser

from tests.api.browser import PHONE, chromium
from tests.serving import running

ROUNDS: Final = 7
#: Milliseconds, and bytes a second. Source: Chrome DevTools' presets.
FAST_3G: Final = {
    "offline": False,
    "latency": 562.5,
    "downloadThroughput": 1_440_000 / 8,
    "uploadThroughput": 675_000 / 8,
}
#: The box for an answer is there and can be written in, and the welcome stands above it.
_USABLE: Final = "document.querySelector('#text') !== null && document.querySelector('#log > li') !== null"


def first_load(browser: Browser, url: str) -> tuple[float, int]:
    """Seconds until a browser that was never here can be answered in, and the bytes that came until then."""
    context = browser.new_context(viewport=PHONE, locale="zh-CN")
    page = context.new_page()
    net = context.new_cdp_session(page)
    received: list[int] = []
    net.on("Network.loadingFinished", lambda told: received.append(int(told["encodedDataLength"])))
    net.send("Network.enable")
    net.send("Network.emulateNetworkConditions", FAST_3G)
    page.add_init_script(
        f"""new MutationObserver((_, watch) => {{
            if (!({_USABLE})) return;
            watch.disconnect();
            requestAnimationFrame(() => {{ performance.mark("usable"); }});
        }}).observe(document, {{ childList: true, subtree: true }});"""
    )
    page.goto(url)
    page.locator("#log li").first.wait_for()
    page.wait_for_timeout(200)
    millis = page.evaluate("performance.getEntriesByName('usable')[0].startTime")
    context.close()
    return millis / 1000, sum(received)


def main() -> None:
    """Prints the median and the worst of some first loads."""
    with (
        tempfile.TemporaryDirectory() as folder,
        running(Path(folder), rasa=False) as server,
        chromium() as browser,
    ):
        browser.new_context().new_page().goto(server.url)  # the server has read its files
        times, sizes = zip(*(first_load(browser, server.url) for _ in range(ROUNDS)), strict=True)
    print(
        f"first load on Fast 3G, {ROUNDS} rounds: median {statistics.median(times):.2f} s, worst {max(times):.2f} s, ",
        end="",
    )
    print(f"{max(sizes) / 1024:.0f} KB received")


if __name__ == "__main__":
    main()
