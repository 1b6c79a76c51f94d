"""Parts of the plot of the chosen example: what the network answers, and the bars that show it."""
