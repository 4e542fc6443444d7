"""The charts, one module a kind; see `charter.render.registry`.

They are drawings like the figures, so that formats, themes, text and checks are the same. Every number is taken from
the games and analyses that the tables take it from; it becomes a float only where it becomes a length on paper.
"""
