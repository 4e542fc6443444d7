"""Pictures, reports and plain words made of charters and of what was found in them.

`render(institution, charter, fmt)` draws the structure; `report_html` makes a page; `words` says rules in words.
"""

from charter.render.figure import FORMATS, draw, render

__all__ = ["FORMATS", "draw", "render"]
