"""`python -m factbook`."""

from factbook.review.command import main

main()
