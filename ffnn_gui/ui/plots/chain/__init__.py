"""Parts of the plot of the chain rule: its scenes, how they are laid out and painted, formulas, and the steps."""
