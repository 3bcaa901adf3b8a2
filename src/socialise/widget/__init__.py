"""The form in a notebook, and the ES modules that a notebook and a page share.

Import the module that you need: `module` is text and light, the others need ipywidgets and are
imported by a kernel alone (`kernel.register`).
"""

__all__: list[str] = []
