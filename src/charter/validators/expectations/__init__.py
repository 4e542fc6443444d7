"""Expectations: sentences and expressions of the designer, proved or refuted."""
