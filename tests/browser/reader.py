"""What somebody does who is reading a page."""

DONE = """() => window.document$ &&
  [...document.querySelectorAll("pre > code")].every(code => code.scrollWidth <= code.clientWidth || code.tabIndex === 0)
"""


def wake(page):
    """Let the page notice a reader, and wait until the theme's script has done its work on it."""
    page.mouse.move(1, 1)
    page.mouse.move(2, 2)
    page.wait_for_function(DONE)
