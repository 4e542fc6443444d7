"""How coalitions are counted: one module an exact method, and the planner that chooses by an estimate of cost."""
