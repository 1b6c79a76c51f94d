"""Drawing points by hand: what strokes do, the canvas they are drawn on, and the tools."""
