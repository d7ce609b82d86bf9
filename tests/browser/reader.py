"""What somebody does who is reading a page."""


def wake(page):
    """Wait until the page's own script has done its work."""
    page.wait_for_function("document.readyState === 'complete'")
