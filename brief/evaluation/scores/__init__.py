"""The scores of one document, layer by layer: one scorer a file, each of which explains every item it counted."""
