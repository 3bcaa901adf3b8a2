"""Things on paper. Importing `page` loads nothing heavy; the other modules load what writes PDF."""
