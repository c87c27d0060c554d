"""A run told in the ways that people and machines read: a table, JUnit XML, Markdown with annotations, a page."""
