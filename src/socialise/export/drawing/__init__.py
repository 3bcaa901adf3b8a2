"""What the page, the paper and the screen draw with: colours, shapes, signs, letters, a canvas."""
