"""The reference courier (寄递): takes papers to carry, moves them on, and tells whoever ordered. A real one takes its place."""
