"""What disposes: quotes are looked up, statements held against their evidence, briefings audited."""
