"""What axe sees on a page, in both themes. A page differs between them by its colours alone (`light-dark` in the CSS),
so what has nothing to do with colours is looked at once."""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

RULES_ON_COLOURS = ["color-contrast", "link-in-text-block"]
RUN = """async rules => {
  const options = {resultTypes: ["violations"], ...(rules && {runOnly: rules})};
  const {violations} = await axe.run(options);
  return violations.flatMap(({id, nodes}) => nodes.map(({html}) => `${id}: ${html.slice(0, 200)}`));
}"""


def problems_of(page: Page) -> list[str]:
    page.evaluate(AXE_SCRIPT)
    page.emulate_media(color_scheme="light", reduced_motion="reduce")  # Or colours would be looked at as they fade.
    light: list[str] = page.evaluate(RUN, None)
    page.emulate_media(color_scheme="dark")
    dark: list[str] = page.evaluate(RUN, RULES_ON_COLOURS)
    return [f"{theme}: {problem}" for theme, found in (("light", light), ("dark", dark)) for problem in found]
