"""A real browser as a slow phone has it: what it fetches, and when the page is there to be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from playwright.sync_api import Browser, ViewportSize

PHONE = ViewportSize(width=390, height=844)
BYTES_A_SECOND = 1_600_000 / 8
DELAY_MS = 150
SLOWER = 4  # times
# Kept by the page from its first moment; the last entry is the largest so far.
LARGEST = """
window.largest = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.largest = entry.startTime;
}).observe({type: "largest-contentful-paint", buffered: true});
"""


@dataclass
class Visit:
    """One opening of a page: bytes over the wire by address, heads included."""

    largest_paint: float = 0  # seconds
    wire: dict[str, float] = field(default_factory=dict)

    @property
    def fonts(self) -> float:
        return sum(size for url, size in self.wire.items() if _is_font(url)) / 1024

    @property
    def kb(self) -> float:
        """Everything but fonts."""
        return sum(size for url, size in self.wire.items() if not _is_font(url)) / 1024


def _is_font(url: str) -> bool:
    return url.partition("?")[0].endswith((".woff2", ".woff"))


def visits(
    browser: Browser, url: str, cookies: Mapping[str, str], *, times: int = 2, slow: bool = True
) -> list[Visit]:
    """The same page opened again and again by one browser that nobody has used before."""
    context = browser.new_context(viewport=PHONE, locale="en-GB", device_scale_factor=2)
    context.add_cookies(
        [{"name": name, "value": value, "url": url} for name, value in cookies.items()]
    )
    context.add_init_script(LARGEST)
    found = []
    try:
        for _ in range(times):
            visit = Visit()
            page = context.new_page()
            tools = context.new_cdp_session(page)
            tools.send("Network.enable")
            urls: dict[str, str] = {}
            tools.on(
                "Network.requestWillBeSent",
                lambda said, urls=urls: urls.update({said["requestId"]: said["request"]["url"]}),
            )

            def finished(said, urls=urls, visit=visit):  # type: ignore[no-untyped-def]
                url = urls.get(said["requestId"], "")
                if url.startswith("http"):
                    visit.wire[url] = visit.wire.get(url, 0) + said["encodedDataLength"]

            tools.on("Network.loadingFinished", finished)
            if slow:
                tools.send(
                    "Network.emulateNetworkConditions",
                    {
                        "offline": False,
                        "latency": DELAY_MS,
                        "downloadThroughput": BYTES_A_SECOND,
                        "uploadThroughput": BYTES_A_SECOND,
                    },
                )
                tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
            page.goto(url, wait_until="load")
            page.wait_for_timeout(600)
            visit.largest_paint = page.evaluate("window.largest") / 1000
            found.append(visit)
            page.close()
    finally:
        context.close()
    return found
