"""Lawful compositions of organs: bounds, the transport problem behind them, integer programs."""
