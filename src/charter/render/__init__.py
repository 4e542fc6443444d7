"""Pictures, reports and plain words made of charters and of what was found in them.

`diagram(kind, institution, charter)` makes a diagram, `draw(diagram, fmt)` its bytes, `subjects` says what there is to
draw; `render(institution, charter, fmt)` draws the structure; `report_html` makes a page; `words` says rules in words.
"""

from charter.render.diagram import FORMATS, draw
from charter.render.diagrams import KINDS, diagram, render, subjects

__all__ = ["FORMATS", "KINDS", "diagram", "draw", "render", "subjects"]
