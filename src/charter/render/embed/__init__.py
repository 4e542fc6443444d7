"""Putting what a charter says into documents: marked places in Markdown, Quarto and LaTeX sources that are filled and
refreshed (`places`, `fill`), and fenced charters in what pandoc, Python-Markdown and Sphinx read (`fences`)."""
