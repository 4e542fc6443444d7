"""Extremal coalitions: knapsacks and integer programs."""
