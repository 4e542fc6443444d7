"""Pictures, reports and plain words made of charters and of what was found in them.

`diagram(kind, institution, charter)` makes a figure or chart, `draw(diagram, fmt)` its bytes, `subjects` says what
there is to draw; `render(institution, charter, fmt)` draws the structure. `charter.render.registry` lists the kinds.
"""

from charter.render.diagram import draw
from charter.render.diagrams import diagram, render, subjects

__all__ = ["diagram", "draw", "render", "subjects"]
