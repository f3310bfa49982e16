"""Drawings of figures: plain geometry, and charts as SVG with all that explains them."""
