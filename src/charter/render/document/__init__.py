"""A report as parts that know nothing of a format: words, facts, tables, pictures. Writers make pages of them."""

from charter.render.document.parts import Facts, Items, Part, Pictured, Section, Table, Words

__all__ = ["Facts", "Items", "Part", "Pictured", "Section", "Table", "Words"]
