"""How the browser's Python is made: what goes in, the making, and what runs over there.

`socialise.course.runtime` is the door. `judge.py` runs in the page, `rehearsal.py` and
`build.mjs` in Node.js at build time.
"""

__all__: list[str] = []
