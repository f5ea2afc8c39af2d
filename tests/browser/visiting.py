"""Going to a page and waiting until it is whole."""

from playwright.sync_api import Page

# htmx asks for what a page wants at once before the page counts as loaded. Waiting until the network is idle would be
# half a second more each time.
_SETTLED = "() => !document.querySelector('.htmx-request, .htmx-swapping, .htmx-settling')"


def visit(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_function(_SETTLED)


def open_details(page: Page) -> None:
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
