"""A report as parts that know nothing of a format: words, facts, tables, pictures. Writers make pages of them."""

from charter.render.report.parts import DocumentTable, Facts, Items, Part, Pictured, Section, Words

__all__ = ["DocumentTable", "Facts", "Items", "Part", "Pictured", "Section", "Words"]
