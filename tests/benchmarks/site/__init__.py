"""`make bench-site`: what the public site costs a reader, in a real Chromium, against the budgets that we promise.

serving     the demo newsroom behind its own store of pages, as a public site serves it
reading     bytes, requests, pictures, scripts, sideways scrolling, accessibility: with Playwright and axe-core
judging     Lighthouse and the checker of HTML, out of npm packages pinned in setup/bench/
crawling    every address of the demo that a link leads to
"""
